import { decodeCursor, encodeCursor } from './page';
import { DomainError } from './problem';

const ID = '01a23191-ab1a-715c-a9e3-8b276c0a8573';

describe('a cursor', () => {
  it.each([
    [
      ['integer', 'uuid'],
      [-(2 ** 31), ID],
    ],
    [['integer'], [2 ** 31 - 1]],
    [
      ['number', 'text'],
      [2 ** 53 - 1, 'ключ'],
    ],
    [
      ['time', 'uuid'],
      ['2028-02-29T23:59:59.000001Z', ID],
    ],
    [['time'], ['0001-01-01T00:00:00+08:00']],
  ] as const)('gives back what was packed into it: %j', (form, key) => {
    expect(decodeCursor(encodeCursor(key), form)).toEqual(key);
  });

  it.each([
    ['integer', 2 ** 31],
    ['integer', -(2 ** 31) - 1],
    ['integer', 0.5],
    ['integer', '1'],
    ['number', 2 ** 53],
    ['uuid', ID.toUpperCase()],
    ['text', 'a\u0000'],
    ['time', '2026-02-30T00:00:00Z'],
    ['time', '2026-02-29T00:00:00Z'],
    ['time', '2026-13-01T00:00:00Z'],
    ['time', '2026-00-10T00:00:00Z'],
    ['time', '2026-01-00T00:00:00Z'],
    ['time', '0000-01-01T00:00:00Z'],
    ['time', '2026-01-01T00:00:60Z'],
    ['time', '2026-01-01T00:00:00+16:00'],
    ['time', 'infinity'],
  ] as const)('is refused where it holds no %s: %j', (form, part) => {
    expect(() => decodeCursor(encodeCursor([part]), [form])).toThrow(DomainError);
  });

  it.each(['', 'abc', 'e30', 'bnVsbA', 'W10', 'A'.repeat(601), encodeCursor([1, ID])])(
    'is refused where it is none of this list: %j',
    (cursor) => expect(() => decodeCursor(cursor, ['uuid'])).toThrow(DomainError),
  );
});
