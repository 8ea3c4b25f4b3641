/** Numbers that look like chance and are the same for the same seed (xorshift32, Marsaglia 2003). */
export class Random {
  private state: number;

  constructor(seed: number) {
    // Neighbouring seeds begin far apart, and no seed with the one state that never changes.
    this.state = Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) | 0 || 0x1b873593;
    for (let round = 0; round < 8; round++) this.next();
  }

  /** A whole number of 32 bits. */
  next(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return x;
  }

  /** From 0 to below the limit, which is at most 2^31. */
  below(limit: number): number {
    return Math.floor(((this.next() >>> 0) / 4294967296) * limit);
  }

  /** From 0 to below 1. */
  fraction(): number {
    return (this.next() >>> 0) / 4294967296;
  }

  shuffle<T>(list: T[]): T[] {
    for (let last = list.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [list[last], list[other]] = [list[other], list[last]];
    }
    return list;
  }
}
