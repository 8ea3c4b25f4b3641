/**
 * The best of many by score, equals by an order of their own. Twice as many as are wanted are gathered before the lesser
 * half is dropped, which costs far less than a heap when a search meets every document.
 */
export class Top {
  private readonly scores: Float64Array;
  private readonly items: Uint32Array;
  private gathered = 0;
  /** What scores less has no place any more. */
  floor = -Infinity;

  constructor(
    private readonly places: number,
    /** Below 0 when the left one comes first among equals. */
    private readonly compare: (left: number, right: number) => number,
  ) {
    this.scores = new Float64Array(places * 2);
    this.items = new Uint32Array(places * 2);
  }

  offer(item: number, score: number): void {
    if (score < this.floor) return;
    this.scores[this.gathered] = score;
    this.items[this.gathered] = item;
    this.gathered += 1;
    if (this.gathered === this.places * 2) this.drop();
  }

  get size(): number {
    this.drop();
    return this.gathered;
  }

  /** In no order. */
  each(visit: (item: number, score: number) => void): void {
    for (let place = 0; place < this.size; place++) visit(this.items[place] as number, this.scores[place] as number);
  }

  /** Best first. */
  ranked(): { item: number; score: number }[] {
    const all: { item: number; score: number }[] = [];
    this.each((item, score) => all.push({ item, score }));
    return all.sort((left, right) => right.score - left.score || this.compare(left.item, right.item));
  }

  private drop(): void {
    if (this.gathered <= this.places) return;
    this.select();
    this.gathered = this.places;
    this.floor = this.scores.subarray(0, this.places).reduce((least, score) => Math.min(least, score), Infinity);
  }

  /** Brings the best to the front (Hoare's selection). */
  private select(): void {
    const wanted = this.places - 1;
    let [from, to] = [0, this.gathered - 1];
    while (from < to) {
      const middle = (from + to) >>> 1;
      const [item, score] = [this.items[middle] as number, this.scores[middle] as number];
      let [left, right] = [from, to];
      while (left <= right) {
        while (this.order(left, item, score) < 0) left += 1;
        while (this.order(right, item, score) > 0) right -= 1;
        if (left <= right) this.swap(left++, right--);
      }
      if (wanted <= right) to = right;
      else if (wanted >= left) from = left;
      else return;
    }
  }

  private order(place: number, item: number, score: number): number {
    return score - (this.scores[place] as number) || this.compare(this.items[place] as number, item);
  }

  private swap(left: number, right: number): void {
    const [item, score] = [this.items[left] as number, this.scores[left] as number];
    this.items[left] = this.items[right] as number;
    this.scores[left] = this.scores[right] as number;
    this.items[right] = item;
    this.scores[right] = score;
  }
}
