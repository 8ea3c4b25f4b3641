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

/** Packs the sort key of a page's last row into an opaque, URL-safe cursor. */
export function encodeCursor(key: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * Unpacks a cursor into its parts, checking each against the expected form, since a cursor is request text.
 * @throws DomainError VALIDATION_FAILED at `?cursor` when it was not made by {@link encodeCursor} for this list.
 */
export function decodeCursor(cursor: string, form: readonly ('uuid' | 'number' | 'time' | 'text')[]): CursorPart[] {
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

function hasForm(part: unknown, form: string | undefined): boolean {
  if (form === 'number') return Number.isSafeInteger(part);
  if (typeof part !== 'string' || part.length > 300 || part.includes('\u0000')) return false;
  if (form === 'uuid') return UUID.test(part);
  return form === 'text' || isTime(part);
}

// PostgreSQL accepts years that JavaScript cannot read and the other way round: only RFC 3339 with microseconds passes.
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/;

function isTime(part: string): boolean {
  return TIME.test(part) && !Number.isNaN(Date.parse(part));
}
