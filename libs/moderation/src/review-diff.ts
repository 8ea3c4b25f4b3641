import { canonicalJson, type Json, type JsonObject } from '@shuqiao/kernel';

export interface Change {
  /** RFC 6901, into the new snapshot, or into the old one for what was removed. */
  readonly pointer: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: Json;
  readonly after: Json;
}

/** More changes than this are cut off: a reviewer then reads the whole. */
export const MOST_CHANGES = 200;
const DEEPEST = 20;

interface Element {
  readonly position: number;
  readonly value: Json;
}

/**
 * What changed from one snapshot to the next, by name. Elements of a list that carry an `id` or a
 * `code` are compared with their namesakes, so that one added in front does not make all others look changed.
 */
export function diffOf(before: JsonObject, after: JsonObject): { changes: Change[]; truncated: boolean } {
  const changes: Change[] = [];
  compare('', before, after, 0, changes);
  return { changes: changes.slice(0, MOST_CHANGES), truncated: changes.length > MOST_CHANGES };
}

function compare(pointer: string, before: Json, after: Json, depth: number, changes: Change[]): void {
  if (changes.length > MOST_CHANGES || canonicalJson(before) === canonicalJson(after)) return;
  if (depth < DEEPEST && isObject(before) && isObject(after))
    return compareObjects(pointer, before, after, depth, changes);
  if (depth < DEEPEST && Array.isArray(before) && Array.isArray(after)) {
    const [old, now] = [keyed(before), keyed(after)];
    if (old && now && !isReordered(old, now)) return compareLists(pointer, old, now, depth, changes);
  }
  changes.push({ pointer, kind: 'changed', before, after });
}

function compareObjects(
  pointer: string,
  before: JsonObject,
  after: JsonObject,
  depth: number,
  changes: Change[],
): void {
  for (const name of new Set([...Object.keys(after), ...Object.keys(before)].sort())) {
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!Object.hasOwn(before, name)) changes.push({ pointer: at, kind: 'added', before: null, after: after[name] });
    else if (!Object.hasOwn(after, name))
      changes.push({ pointer: at, kind: 'removed', before: before[name], after: null });
    else compare(at, before[name], after[name], depth + 1, changes);
  }
}

function compareLists(
  pointer: string,
  old: Map<string, Element>,
  now: Map<string, Element>,
  depth: number,
  changes: Change[],
): void {
  for (const [key, { position, value }] of now) {
    const was = old.get(key);
    if (was) compare(`${pointer}/${position}`, was.value, value, depth + 1, changes);
    else changes.push({ pointer: `${pointer}/${position}`, kind: 'added', before: null, after: value });
  }
  for (const [key, { position, value }] of old) {
    if (!now.has(key)) changes.push({ pointer: `${pointer}/${position}`, kind: 'removed', before: value, after: null });
  }
}

/** The elements by what identifies them; null when two cannot be told apart. */
function keyed(list: readonly Json[]): Map<string, Element> | null {
  const elements = new Map(list.map((value, position) => [keyOf(value, position), { position, value }]));
  return elements.size === list.length ? elements : null;
}

function keyOf(value: Json, position: number): string {
  if (!isObject(value)) return Array.isArray(value) ? `#${position}` : `=${canonicalJson(value)}`;
  const name = value.id ?? value.code;
  return typeof name === 'string' ? `@${name}` : `#${position}`;
}

// The same elements in another order are one change of the list, which would otherwise go unseen.
function isReordered(old: Map<string, Element>, now: Map<string, Element>): boolean {
  const keys = [...now.keys()];
  const same = old.size === now.size && keys.every((key) => old.has(key));
  return same && [...old.keys()].some((key, position) => keys[position] !== key);
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
