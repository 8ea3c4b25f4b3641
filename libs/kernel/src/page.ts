import { MALFORMED } from './field-errors';
import { fieldError, invalid } from './problem';

/** One keyset page: `nextCursor` is null on the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export interface PageRequest {
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

type CursorPart = string | number;

/** `integer` is what PostgreSQL holds in four bytes, `number` any whole number that JavaScript holds exactly. */
type CursorForm = 'uuid' | 'integer' | 'number' | 'time' | 'text';

/** Packs the sort key of a page's last row into an opaque, URL-safe cursor. */
export function encodeCursor(key: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * Unpacks a cursor into its parts, checking each against the expected form, since a cursor is request text.
 * @throws DomainError VALIDATION_FAILED at `?cursor` when it was not made by {@link encodeCursor} for this list.
 */
export function decodeCursor(cursor: string, form: readonly CursorForm[]): CursorPart[] {
  const parts = parseCursor(cursor);
  if (!parts || parts.length !== form.length || !parts.every((part, index) => hasForm(part, form[index]))) {
    throw invalid(fieldError('?cursor', MALFORMED, { expected: 'nextCursor' }));
  }
  return parts;
}

/** Cuts a result read with `limit + 1` rows into a page whose cursor is the key of the last row shown. */
export function pageOf<T>(rows: readonly T[], limit: number, key: (row: T) => readonly CursorPart[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(key(last)) : null };
}

function parseCursor(cursor: string): CursorPart[] | null {
  if (cursor.length > 600) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? (parts as CursorPart[]) : null;
  } catch {
    return null;
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function hasForm(part: unknown, form: CursorForm | undefined): boolean {
  if (form === 'number') return Number.isSafeInteger(part);
  if (form === 'integer') return typeof part === 'number' && (part | 0) === part;
  if (typeof part !== 'string' || part.length > 300 || part.includes('\u0000')) return false;
  if (form === 'uuid') return UUID.test(part);
  return form === 'text' || isTime(part);
}

// PostgreSQL refuses days, years and offsets that JavaScript takes for others and the other way round: only what both read
// alike passes, which all times are that the database writes.
const TIME = /^(?!0000)(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-](?:0\d|1[0-4]):\d{2})$/;

function isTime(part: string): boolean {
  const [, year, month, day] = TIME.exec(part) ?? [];
  return (
    Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() && !Number.isNaN(Date.parse(part))
  );
}
