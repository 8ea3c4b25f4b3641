/** In how many documents each feature stands: open addressing over two arrays. */
export class FeatureCounts {
  private features = new Uint32Array(1024);
  /** One more than the count, so that 0 is a place nobody has taken. */
  private counts = new Uint32Array(1024);
  private taken = 0;
  /** Goes up with every change, so that what was derived from the counts knows that it is old. */
  generation = 0;

  get(feature: number): number {
    return Math.max(0, (this.counts[this.place(feature)] as number) - 1);
  }

  add(features: Uint32Array): void {
    this.generation += 1;
    if ((this.taken + features.length) * 3 > this.features.length * 2) this.grow(features.length);
    for (let index = 0; index < features.length; index++) this.change(features[index] as number, 1);
  }

  remove(features: Uint32Array): void {
    this.generation += 1;
    for (let index = 0; index < features.length; index++) {
      const place = this.place(features[index] as number);
      this.counts[place] = (this.counts[place] as number) - 1;
    }
  }

  /** Adds documents to one feature's count, as a part does that was read from a file. */
  addTo(feature: number, documents: number): void {
    this.generation += 1;
    if ((this.taken + 1) * 3 > this.features.length * 2) this.grow(1);
    this.change(feature, documents);
  }

  get bytes(): number {
    return this.features.byteLength + this.counts.byteLength;
  }

  private change(feature: number, by: number): void {
    const place = this.place(feature);
    const held = this.counts[place] as number;
    if (!held) {
      this.features[place] = feature;
      this.taken += 1;
    }
    this.counts[place] = (held || 1) + by;
  }

  private place(feature: number): number {
    const mask = this.features.length - 1;
    let place = (Math.imul(feature, 0x9e3779b1) >>> 7) & mask;
    while (this.counts[place] && this.features[place] !== feature) place = (place + 1) & mask;
    return place;
  }

  /** Leaves behind the features that no document has any more. */
  private grow(more: number): void {
    const { features, counts } = this;
    const living = counts.reduce((sum, count) => sum + (count > 1 ? 1 : 0), 0);
    let places = 1024;
    while (places < (living + more) * 2) places *= 2;
    this.features = new Uint32Array(places);
    this.counts = new Uint32Array(places);
    this.taken = 0;
    for (let place = 0; place < features.length; place++) {
      const count = counts[place] as number;
      if (count > 1) this.change(features[place] as number, count - 1);
    }
  }
}
