/**
 * The same function of a word, with up to `most` of its answers kept: the words of one text are mostly those of the next.
 * Two generations: whatever was not asked for while one filled up goes with it. To take out and put back a word at each
 * hit, as the least recently used way does, costs more in a large map than most of what is remembered here.
 */
export function remembered<T>(most: number, answer: (word: string) => T): (word: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return (word) => {
    const known = young.get(word);
    if (known !== undefined) return known;
    const own = detached(word);
    const found = old.get(word) ?? answer(own);
    if (young.size >= most / 2) [old, young] = [young, new Map()];
    young.set(own, found);
    return found;
  };
}

/** V8 keeps a whole text alive for a slice of it; a copy lets the word be held alone. */
function detached(word: string): string {
  return Buffer.from(word).toString();
}
