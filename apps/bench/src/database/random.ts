/** Figures that are the same in every run: a linear congruential generator (Numerical Recipes), good enough for test data. */
export class Random {
  constructor(private state: number) {}

  /** From 0, below 1. */
  next(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  }

  /** From 0, below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** A UUIDv7 of the given millisecond. */
  id(at: number): string {
    const time = at.toString(16).padStart(12, '0');
    const rest = Array.from({ length: 5 }, () => this.below(65_536).toString(16).padStart(4, '0'));
    return `${time.slice(0, 8)}-${time.slice(8)}-7${rest[0]?.slice(1)}-a${rest[1]?.slice(1)}-${rest.slice(2).join('')}`;
  }
}

/** Draws ranks by Zipf's law (the rank r with a weight of 1/r), by Walker's method in constant time. */
export class Zipf {
  private readonly share: Float64Array;
  private readonly other: Int32Array;

  constructor(private readonly ranks: number) {
    const sum = Array.from({ length: ranks }, (_, rank) => 1 / (rank + 1)).reduce((left, right) => left + right, 0);
    this.share = Float64Array.from({ length: ranks }, (_, rank) => ranks / ((rank + 1) * sum));
    this.other = new Int32Array(ranks);
    const small: number[] = [];
    const large: number[] = [];
    this.share.forEach((share, rank) => (share < 1 ? small : large).push(rank));
    while (small.length && large.length) {
      const less = small.pop() as number;
      const more = large.pop() as number;
      this.other[less] = more;
      this.share[more] = (this.share[more] as number) + (this.share[less] as number) - 1;
      ((this.share[more] as number) < 1 ? small : large).push(more);
    }
    for (const rank of [...small, ...large]) this.share[rank] = 1;
  }

  draw(random: Random): number {
    const column = random.below(this.ranks);
    return random.next() < (this.share[column] as number) ? column : (this.other[column] as number);
  }
}
