import fc from 'fast-check';
import { DomainError } from '@shuqiao/kernel';
import { validateSync } from 'class-validator';
import { conforms } from './conforms';
import { BooleanField, EmailField, EnumField, IntegerField, ObjectField, TextField, TimeField } from './fields';
import { readObject } from './reading';
import { validationPipe } from './validation.pipe';

class Part {
  @TextField({ max: 5 })
  name: string;

  @IntegerField({ min: 0, max: 9, optional: true })
  count?: number;
}

class Parent {
  @BooleanField({ optional: true, fromQuery: true })
  inherited: boolean = true;
}

class Whole extends Parent {
  @TextField({ max: 5, list: { min: 1, max: 3, unique: true, fromQuery: true }, optional: true })
  words?: string[];

  @ObjectField(() => Part, { nullable: true })
  part: Part | null;

  @ObjectField(() => Part, { list: { max: 2 }, optional: true })
  parts?: Part[];

  @EnumField(['a', 'b'], { optional: true, nullable: true })
  kind?: string | null;

  @TimeField({ optional: true })
  at?: string;

  @EmailField({ optional: true })
  mail?: string;
}

const pipe = validationPipe();
const read = (value: unknown) => pipe.transform(value, { type: 'body', metatype: Whole }) as Whole;

function faults(value: unknown): unknown {
  try {
    return read(value);
  } catch (error) {
    return (error as DomainError).errors.map(({ pointer, kind }) => `${pointer} ${kind.code}`);
  }
}

describe('the pipe for bodies and queries', () => {
  it('reads nested objects, lists, defaults and what a query writes as text', () => {
    const whole = read({
      words: ' a ,b',
      part: { name: ' e\u0301 ' },
      parts: [{ name: 'x', count: 3 }],
      mail: 'A@B.cd',
    });
    expect(whole).toBeInstanceOf(Whole);
    expect(whole.part).toBeInstanceOf(Part);
    expect(whole.parts?.[0]).toBeInstanceOf(Part);
    expect({ ...whole, part: { ...whole.part }, parts: whole.parts?.map((part) => ({ ...part })) }).toEqual({
      inherited: true,
      words: ['a ', 'b'],
      part: { name: 'é' },
      parts: [{ name: 'x', count: 3 }],
      mail: 'a@b.cd',
    });
    expect(read({ part: null, inherited: 'false' }).inherited).toBe(false);
  });

  it.each([
    [undefined, ['/part wrong_type']],
    ['text', [' wrong_type']],
    [[], [' wrong_type']],
    [{ part: null, extra: 1 }, ['/extra unknown_field']],
    [{ part: { name: 'x', extra: 1 } }, ['/part/extra unknown_field']],
    [{ part: null, constructor: 1 }, ['/constructor unknown_field']],
    [JSON.parse('{"part": {"name": "x", "__proto__": {"count": 3}}}'), ['/part/__proto__ unknown_field']],
    [{ part: [{ name: 'x' }] }, ['/part wrong_type']],
    [{ part: null, parts: [{ name: 'x' }, [{ name: 'y' }]] }, ['/parts wrong_type']],
    [{ part: null, parts: [{ name: 'toolong' }] }, ['/parts/0/name too_long']],
    [{ part: null, kind: 'c', at: 'never' }, ['/kind not_allowed', '/at malformed']],
  ])('refuses %j', (value, expected) => {
    expect(faults(value)).toEqual(expected);
  });

  it('lets through exactly what class-validator does', () => {
    const part = fc.record({ name: fc.anything(), count: fc.anything() }, { requiredKeys: [] });
    const some = <T>(arbitrary: fc.Arbitrary<T>) =>
      fc.oneof({ weight: 9, arbitrary }, { weight: 1, arbitrary: fc.anything() as fc.Arbitrary<unknown> });
    const body = fc.record(
      {
        inherited: some(fc.constantFrom('true', false)),
        words: some(fc.array(fc.string({ maxLength: 7 }), { maxLength: 4 })),
        part: some(fc.oneof(part, fc.constant({ name: 'x', count: 3 }), fc.constant(null))),
        parts: some(fc.array(fc.oneof(part, fc.constant({ name: 'x' })), { maxLength: 3 })),
        kind: some(fc.constantFrom('a', 'b', null)),
        at: some(fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-30T00:00:00Z')),
        mail: some(fc.emailAddress()),
      },
      { requiredKeys: [] },
    );
    let kept = 0;
    const property = fc.property(body, (value) => {
      const named = JSON.stringify(value) ?? '';
      fc.pre(!/"(?:constructor|__proto__|toString|valueOf|hasOwnProperty)"|__\w+__/.test(named));
      const plain = JSON.parse(named) as object;
      const dto = readObject(Whole, plain);
      const errors = validateSync(dto, { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true });
      if (!errors.length) kept += 1;
      expect(conforms(dto)).toBe(errors.length === 0);
    });
    fc.assert(property, { seed: 20261122, numRuns: 2_000 });
    expect(kept).toBeGreaterThan(20);
  });
});
