import type { Json, JsonObject } from '@shuqiao/kernel';

/**
 * Whether a JSON pointer (RFC 6901) names a place in a document. The last member may be missing: a remark can ask for
 * what was left out.
 */
export function pointsInto(document: JsonObject, pointer: string): boolean {
  if (pointer === '') return true;
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  let place: Json | undefined = document;
  for (const name of names.slice(0, -1)) place = member(place, name);
  return place !== null && typeof place === 'object';
}

function member(place: Json | undefined, name: string): Json | undefined {
  if (place === null || typeof place !== 'object' || !Object.hasOwn(place, name)) return undefined;
  return (place as JsonObject)[name];
}
