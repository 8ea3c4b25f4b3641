import {
  DUPLICATE,
  type FieldError,
  fieldError,
  type FieldErrorKind,
  invalid,
  NOT_ALLOWED,
  REQUIRED,
  TOO_LARGE,
  TOO_LONG,
  TOO_SMALL,
  UNKNOWN_FIELD,
  UNKNOWN_REFERENCE,
  WRONG_TYPE,
} from '@shuqiao/kernel';
import { type Interpreter, type Meeting, MOST_SLOTS, type Participant, type Problem } from './problem';

/** Bounds of a document; far above any event, and far below what would exhaust the program. */
const MOST_PARTICIPANTS = 20_000;
const MOST_MEETINGS = 100_000;
const MOST_CAPACITY = 20;
const MOST_PARTIES = 10;
const MOST_INTERPRETERS = 1_000;
const MOST_LANGUAGES = 50;
/** Wrong fields that are told at once. */
const MOST_ERRORS = 100;

/**
 * Reads `problem.json`.
 *
 * @throws DomainError VALIDATION_FAILED naming each wrong field by its JSON pointer
 */
export function readProblem(json: unknown): Problem {
  const reader = new Reader();
  const problem = reader.problem(json);
  if (reader.errors.length) throw invalid(...reader.errors.slice(0, MOST_ERRORS));
  return problem;
}

const FIELDS = [
  'slots',
  'morningSlots',
  'tables',
  'fairness',
  'participants',
  'meetings',
  'precedences',
  'interpreters',
];

type Fields = Readonly<Record<string, unknown>>;

class Reader {
  readonly errors: FieldError[] = [];

  problem(json: unknown): Problem {
    const fields = this.object(json, '', FIELDS);
    const slots = this.whole(fields.slots, '/slots', 1, MOST_SLOTS);
    const participants = this.list(fields.participants, '/participants', MOST_PARTICIPANTS, (each, at) =>
      this.participant(each, at, slots),
    );
    const known = this.ids(participants, '/participants');
    const meetings = this.list(fields.meetings, '/meetings', MOST_MEETINGS, (each, at) =>
      this.meeting(each, at, slots, known),
    );
    const planned = this.ids(meetings, '/meetings');
    const interpreters = this.list(fields.interpreters ?? [], '/interpreters', MOST_INTERPRETERS, (each, at) =>
      this.interpreter(each, at, slots),
    );
    this.ids(interpreters, '/interpreters');
    return {
      slots,
      morningSlots: this.whole(fields.morningSlots ?? slots, '/morningSlots', 0, slots),
      tables: this.tables(fields.tables, slots),
      fairness: fields.fairness === null ? null : this.whole(fields.fairness ?? 2, '/fairness', 0, MOST_SLOTS),
      participants,
      meetings,
      precedences: this.list(fields.precedences ?? [], '/precedences', MOST_MEETINGS, (each, at) =>
        this.pair(each, at, planned),
      ),
      interpreters,
    };
  }

  private tables(value: unknown, slots: number): number | readonly number[] {
    if (!Array.isArray(value)) return this.whole(value, '/tables', 0, MOST_MEETINGS);
    if (value.length !== slots) this.wrong('/tables', WRONG_TYPE, { expected: `${slots} numbers` });
    return this.list(value, '/tables', MOST_SLOTS, (each, at) => this.whole(each, at, 0, MOST_MEETINGS));
  }

  private participant(value: unknown, at: string, slots: number): Participant {
    const fields = this.object(value, at, ['id', 'forbidden', 'capacity']);
    return {
      id: this.text(fields.id, `${at}/id`),
      forbidden: this.slotList(fields.forbidden, `${at}/forbidden`, slots),
      capacity: this.whole(fields.capacity ?? 1, `${at}/capacity`, 1, MOST_CAPACITY),
    };
  }

  private interpreter(value: unknown, at: string, slots: number): Interpreter {
    const fields = this.object(value, at, ['id', 'languages', 'forbidden']);
    return {
      id: this.text(fields.id, `${at}/id`),
      languages: this.list(fields.languages, `${at}/languages`, MOST_LANGUAGES, (each, where) =>
        this.text(each, where),
      ),
      forbidden: this.slotList(fields.forbidden, `${at}/forbidden`, slots),
    };
  }

  private meeting(value: unknown, at: string, slots: number, known: ReadonlySet<string>): Meeting {
    const names = ['id', 'participants', 'session', 'fixedSlot', 'weight', 'interpretation'];
    const fields = this.object(value, at, names);
    const isFixed = fields.fixedSlot !== null && fields.fixedSlot !== undefined;
    return {
      id: this.text(fields.id, `${at}/id`),
      participants: this.parties(fields.participants, `${at}/participants`, known),
      session: this.session(fields.session ?? null, `${at}/session`),
      fixedSlot: isFixed ? this.whole(fields.fixedSlot, `${at}/fixedSlot`, 1, slots) : null,
      weight: this.weight(fields.weight ?? 1, `${at}/weight`),
      interpretation: this.languages(fields.interpretation ?? null, `${at}/interpretation`),
    };
  }

  private parties(value: unknown, at: string, known: ReadonlySet<string>): readonly string[] {
    const ids = this.list(value, at, MOST_PARTIES, (each, where) => this.reference(each, where, known));
    if (Array.isArray(value) && value.length === 0) this.wrong(at, REQUIRED);
    if (new Set(ids).size < ids.length) this.wrong(at, DUPLICATE);
    return ids;
  }

  private session(value: unknown, at: string): Meeting['session'] {
    if (value === null || value === 'morning' || value === 'afternoon') return value;
    this.wrong(at, NOT_ALLOWED, { allowed: 'morning, afternoon, null' });
    return null;
  }

  private languages(value: unknown, at: string): Meeting['interpretation'] {
    if (value === null) return null;
    const [first, second, ...more] = this.list(value, at, 2, (each, where) => this.text(each, where));
    if (first === undefined || second === undefined || more.length)
      this.wrong(at, WRONG_TYPE, { expected: 'two languages' });
    else if (first === second) this.wrong(at, DUPLICATE);
    return [first, second];
  }

  private weight(value: unknown, at: string): number {
    if (typeof value === 'number' && value > 0 && value <= 1e9) return value;
    this.wrong(at, WRONG_TYPE, { expected: 'a number above 0, at most 1000000000' });
    return 1;
  }

  private pair(value: unknown, at: string, known: ReadonlySet<string>): readonly [string, string] {
    const [first, second, ...more] = this.list(value, at, 2, (each, where) => this.reference(each, where, known));
    if (first === undefined || second === undefined || more.length)
      this.wrong(at, WRONG_TYPE, { expected: 'two meetings' });
    return [first, second];
  }

  private slotList(value: unknown, at: string, slots: number): readonly number[] {
    return this.list(value ?? [], at, 10 * MOST_SLOTS, (each, where) => this.whole(each, where, 1, slots));
  }

  private reference(value: unknown, at: string, known: ReadonlySet<string>): string {
    const id = this.text(value, at);
    if (id && !known.has(id)) this.wrong(at, UNKNOWN_REFERENCE);
    return id;
  }

  private ids(things: readonly { id: string }[], at: string): ReadonlySet<string> {
    const known = new Set<string>();
    things.forEach(({ id }, position) => {
      if (id && known.has(id)) this.wrong(`${at}/${position}/id`, DUPLICATE);
      known.add(id);
    });
    return known;
  }

  private object(value: unknown, at: string, names: readonly string[]): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.wrong(at, WRONG_TYPE, { expected: 'object' });
      return {};
    }
    for (const name of Object.keys(value))
      if (!names.includes(name)) this.wrong(`${at}/${escaped(name)}`, UNKNOWN_FIELD);
    return value as Fields;
  }

  private list<T>(value: unknown, at: string, most: number, read: (each: unknown, at: string) => T): T[] {
    if (!Array.isArray(value)) {
      this.wrong(at, value === undefined ? REQUIRED : WRONG_TYPE, { expected: 'array' });
      return [];
    }
    if (value.length > most) this.wrong(at, TOO_LONG, { max: most });
    return value.slice(0, most).map((each, position) => read(each, `${at}/${position}`));
  }

  private text(value: unknown, at: string): string {
    if (typeof value === 'string' && value !== '' && value.length <= 200) return value;
    if (value === undefined || value === '') this.wrong(at, REQUIRED);
    else this.wrong(at, typeof value === 'string' ? TOO_LONG : WRONG_TYPE, { expected: 'string', max: 200 });
    return '';
  }

  private whole(value: unknown, at: string, least: number, most: number): number {
    if (value === undefined) this.wrong(at, REQUIRED);
    else if (typeof value !== 'number' || !Number.isInteger(value))
      this.wrong(at, WRONG_TYPE, { expected: 'whole number' });
    else if (value < least) this.wrong(at, TOO_SMALL, { min: least });
    else if (value > most) this.wrong(at, TOO_LARGE, { max: most });
    else return value;
    return least;
  }

  private wrong(at: string, kind: FieldErrorKind, params: Readonly<Record<string, string | number>> = {}): void {
    if (this.errors.length < MOST_ERRORS) this.errors.push(fieldError(at, kind, params));
  }
}

/** As a step of a JSON pointer (RFC 6901). */
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
