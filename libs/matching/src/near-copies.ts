/** Letters that are read, and so many at least: shorter texts are alike by chance. */
const MOST_LETTERS = 3_000;
const LEAST_LETTERS = 120;
const SHINGLE = 5;
const BANDS = 10;
const ROWS = 6;
const { imul } = Math;

/**
 * Bands of a text's minhashes over its runs of five letters: two texts share one with the probability 1 − (1 − J⁶)¹⁰ for a
 * Jaccard index J of their runs: 0.95 at 0.8 (one word in fifteen was changed), 0.71 at 0.7 (one in ten), 0.007 at 0.3 (Broder
 * 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3).
 */
export function bandsOf(letters: string): string[] {
  if (letters.length < LEAST_LETTERS) return [];
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  const end = Math.min(letters.length, MOST_LETTERS) - SHINGLE;
  for (let at = 0; at <= end; at++) {
    const hash = hashOf(letters, at);
    for (let row = 0; row < least.length; row++) {
      const mixed = mix(hash ^ imul(row + 1, 0x9e3779b1));
      if (mixed < (least[row] as number)) least[row] = mixed;
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    const rows = least.subarray(band * ROWS, (band + 1) * ROWS);
    return rows.reduce((mixed, value) => mix(mixed ^ value), band).toString(36);
  });
}

function hashOf(letters: string, at: number): number {
  let hash = 0;
  for (let index = 0; index < SHINGLE; index++) hash = imul(hash ^ letters.charCodeAt(at + index), 0x01000193);
  return hash;
}

/** MurmurHash3's finaliser: every bit of the answer depends on every bit of the number. */
function mix(number: number): number {
  let mixed = number;
  mixed = imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
