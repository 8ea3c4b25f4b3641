const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Writes a UUID as four numbers. @throws RangeError when it is none. */
export function writeId(id: string, words: Uint32Array, at: number): void {
  if (!UUID.test(id)) throw new RangeError(`Not a UUID: ${id.slice(0, 60)}`);
  words[at] = parseInt(id.slice(0, 8), 16);
  words[at + 1] = parseInt(id.slice(9, 13) + id.slice(14, 18), 16);
  words[at + 2] = parseInt(id.slice(19, 23) + id.slice(24, 28), 16);
  words[at + 3] = parseInt(id.slice(28), 16);
}

/** Many UUIDs as numbers, four each. */
export function wordsOf(ids: readonly string[]): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(ids.length * 4);
  ids.forEach((id, index) => writeId(id, words, index * 4));
  return words;
}

/** The UUID that stands at a place, in lower case. */
export function readId(words: Uint32Array, at: number): string {
  const hex = (index: number) => (words[at + index] as number).toString(16).padStart(8, '0');
  const [a, b, c, d] = [hex(0), hex(1), hex(2), hex(3)];
  return `${a}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${d}`;
}

/** Which of two UUIDs comes first: below, above or equal to 0. */
export function compareIds(left: Uint32Array, leftAt: number, right: Uint32Array, rightAt: number): number {
  for (let index = 0; index < 4; index++) {
    const difference = (left[leftAt + index] as number) - (right[rightAt + index] as number);
    if (difference) return difference;
  }
  return 0;
}
