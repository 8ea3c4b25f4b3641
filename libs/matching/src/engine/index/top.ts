/** The best of many by score, ties by the lesser of two in an order of their own: a heap with the worst on top. */
export class Top {
  private readonly scores: Float64Array;
  private readonly items: Uint32Array;
  private size = 0;
  /** What scores less has no place any more. */
  floor = 0;

  constructor(
    private readonly places: number,
    /** Below 0 when the left one comes first among equals. */
    private readonly compare: (left: number, right: number) => number,
  ) {
    this.scores = new Float64Array(places);
    this.items = new Uint32Array(places);
  }

  offer(item: number, score: number): void {
    if (this.size < this.places) {
      this.size += 1;
      this.up(this.size - 1, item, score);
      if (this.size === this.places) this.floor = this.scores[0] as number;
    } else if (this.isBefore(item, score, this.items[0] as number, this.scores[0] as number)) {
      this.down(item, score);
      this.floor = this.scores[0] as number;
    }
  }

  /** Best first. */
  ranked(): { item: number; score: number }[] {
    const all = Array.from(this.items.subarray(0, this.size), (item, index) => ({
      item,
      score: this.scores[index] as number,
    }));
    return all.sort((left, right) => right.score - left.score || this.compare(left.item, right.item));
  }

  private isBefore(item: number, score: number, other: number, otherScore: number): boolean {
    return score > otherScore || (score === otherScore && this.compare(item, other) < 0);
  }

  private up(from: number, item: number, score: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (this.isBefore(item, score, this.items[above] as number, this.scores[above] as number)) break;
      this.move(above, place);
      place = above;
    }
    this.set(place, item, score);
  }

  private down(item: number, score: number): void {
    let place = 0;
    for (;;) {
      let worse = place * 2 + 1;
      if (worse >= this.size) break;
      if (worse + 1 < this.size && this.isWorse(worse + 1, worse)) worse += 1;
      if (!this.isBefore(item, score, this.items[worse] as number, this.scores[worse] as number)) break;
      this.move(worse, place);
      place = worse;
    }
    this.set(place, item, score);
  }

  private isWorse(left: number, right: number): boolean {
    const [item, score] = [this.items[right] as number, this.scores[right] as number];
    return this.isBefore(item, score, this.items[left] as number, this.scores[left] as number);
  }

  private move(from: number, to: number): void {
    this.set(to, this.items[from] as number, this.scores[from] as number);
  }

  private set(place: number, item: number, score: number): void {
    this.items[place] = item;
    this.scores[place] = score;
  }
}
