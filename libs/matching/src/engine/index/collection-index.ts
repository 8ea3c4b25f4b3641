import { DELTA_DOCUMENTS, LOADING_DOCUMENTS } from '../limits';
import { Delta } from './delta';
import { Entries } from './entries';
import { chooseMerge, type Merged, mergeSegments } from './merge';
import type { Part, Weighted } from './part';
import type { Segment } from './segment';

const DELTA = 0;

/** The documents of one side: segments, the delta, and where each document is. */
export class CollectionIndex {
  entries = new Entries();
  delta = new Delta();
  /** By the number that entries name them by; 0 is the delta. */
  private readonly slots: (Segment | undefined)[] = [undefined];
  private merging: Generator<void, Merged> | undefined;

  get size(): number {
    return this.entries.size;
  }

  get segments(): readonly Segment[] {
    return this.slots.filter((segment) => segment !== undefined);
  }

  get parts(): readonly Part[] {
    return [...this.segments, this.delta];
  }

  /** Where an entry's document is. */
  placeOf(entry: number): { part: Part; document: number } {
    const slot = this.entries.parts[entry] as number;
    const part = slot === DELTA ? this.delta : (this.slots[slot] as Segment);
    return { part, document: this.entries.numbers[entry] as number };
  }

  textOf(entry: number): Weighted {
    const { part, document } = this.placeOf(entry);
    return part.textOf(document);
  }

  /** Puts the text of a new entry, or one whose text was taken, into the delta. */
  add(entry: number, text: Weighted, isLoading: boolean): void {
    this.entries.parts[entry] = DELTA;
    this.entries.numbers[entry] = this.delta.add(entry, text);
    if (this.delta.count >= (isLoading ? LOADING_DOCUMENTS : DELTA_DOCUMENTS)) this.seal();
  }

  /** Marks the text of an entry as gone. */
  kill(entry: number): void {
    const { part, document } = this.placeOf(entry);
    part.kill(document);
  }

  /** Makes a segment of the delta. */
  seal(): void {
    if (!this.delta.count) return;
    const { delta } = this;
    this.delta = new Delta();
    if (delta.alive) this.install(delta.seal());
  }

  /** Takes a segment in and tells its documents where they are. */
  install(segment: Segment): void {
    let slot = this.slots.indexOf(undefined, 1);
    if (slot < 0) slot = this.slots.length;
    this.slots[slot] = segment;
    for (let document = 0; document < segment.count; document++) {
      if (segment.isDead(document)) continue;
      const entry = segment.entryOf(document);
      this.entries.parts[entry] = slot;
      this.entries.numbers[entry] = document;
    }
  }

  /** Goes on merging for about so long. Answers whether there is more to do. */
  work(milliseconds: number): boolean {
    const until = performance.now() + milliseconds;
    do {
      if (!this.merging) {
        const chosen = chooseMerge(this.segments);
        if (!chosen.length) return false;
        this.merging = mergeSegments(chosen);
      }
      const step = this.merging.next();
      if (step.done) {
        this.merging = undefined;
        this.replace(step.value);
      }
    } while (performance.now() < until);
    return true;
  }

  get bytes(): number {
    return this.segments.reduce((sum, segment) => sum + segment.bytes, this.delta.bytes + this.entries.bytes);
  }

  private replace({ segment, sources, numbers }: Merged): void {
    for (const [index, source] of sources.entries()) {
      const moved = numbers[index] as Uint32Array;
      // Who went while the merge ran: the entry may be another's by now, so only the numbers are looked at.
      for (let document = 0; document < source.count; document++) {
        const to = moved[document] as number;
        if (source.isDead(document) && to < segment.count) segment.kill(to);
      }
      this.slots[this.slots.indexOf(source)] = undefined;
    }
    if (segment.alive) this.install(segment);
  }
}
