import { VECTOR_BYTES } from '../limits';
import { withRoom } from './growing';
import { compareIds } from './ids';

const CHUNK_BITS = 12;
/** Entries whose vectors stand in one array. */
export const CHUNK = 1 << CHUNK_BITS;
const EMPTY = 0;

/**
 * What is known of a document wherever its postings are: its id, its part and number there, its vector.
 * An entry's number stays the same while the document lives. Ids are found by open addressing, 4 bytes a place.
 */
export class Entries {
  /** Four numbers each. */
  ids = new Uint32Array(0);
  parts = new Uint16Array(0);
  numbers = new Uint16Array(0);
  /** In chunks, because copying hundreds of megabytes to grow would hold up searches. */
  readonly vectors: Int8Array[] = [];
  size = 0;
  /** All numbers ever given are below this. */
  end = 0;
  private readonly free: number[] = [];
  private table = new Uint32Array(64);

  /** The entry of an id, or -1. */
  find(id: Uint32Array, at: number): number {
    const mask = this.table.length - 1;
    for (let place = hash(id, at) & mask; ; place = (place + 1) & mask) {
      const held = this.table[place] as number;
      if (held === EMPTY) return -1;
      if (!compareIds(this.ids, (held - 1) * 4, id, at)) return held - 1;
    }
  }

  /** Takes in an id that is not there. */
  add(id: Uint32Array, at: number, vector: Int8Array): number {
    const entry = this.free.pop() ?? this.end++;
    this.reserve(this.end);
    for (let index = 0; index < 4; index++) this.ids[entry * 4 + index] = id[at + index] as number;
    this.describe(entry, vector);
    this.size += 1;
    if (this.size * 3 > this.table.length * 2) this.rehash();
    else this.enter(entry);
    return entry;
  }

  describe(entry: number, vector: Int8Array): void {
    this.vectorsOf(entry).set(vector, this.vectorAt(entry));
  }

  remove(entry: number): void {
    const mask = this.table.length - 1;
    let hole = hash(this.ids, entry * 4) & mask;
    while (this.table[hole] !== entry + 1) hole = (hole + 1) & mask;
    this.close(hole, mask);
    this.free.push(entry);
    this.size -= 1;
  }

  /** The array that holds the vector of an entry, from `vectorAt` on. */
  vectorsOf(entry: number): Int8Array {
    return this.vectors[entry >>> CHUNK_BITS] as Int8Array;
  }

  vectorAt(entry: number): number {
    return (entry & (CHUNK - 1)) * VECTOR_BYTES;
  }

  /** Makes room for so many, also before they are filled from a file; `isAlive` then says which of them stand for documents. */
  reserve(end: number): void {
    this.ids = withRoom(this.ids, end * 4);
    this.parts = withRoom(this.parts, end);
    this.numbers = withRoom(this.numbers, end);
    while (this.vectors.length * CHUNK < end) this.vectors.push(new Int8Array(CHUNK * VECTOR_BYTES));
  }

  /** Takes entries over that were filled from outside. */
  adopt(end: number, isAlive: (entry: number) => boolean): void {
    this.end = end;
    this.free.length = 0;
    for (let entry = 0; entry < end; entry++) if (!isAlive(entry)) this.free.push(entry);
    this.size = end - this.free.length;
    this.rehash();
  }

  get bytes(): number {
    const { ids, parts, numbers, table } = this;
    return [ids, parts, numbers, table].reduce((sum, array) => sum + array.byteLength, 0);
  }

  get vectorBytes(): number {
    return this.vectors.length * CHUNK * VECTOR_BYTES;
  }

  private enter(entry: number): void {
    const mask = this.table.length - 1;
    let place = hash(this.ids, entry * 4) & mask;
    while (this.table[place] !== EMPTY) place = (place + 1) & mask;
    this.table[place] = entry + 1;
  }

  private rehash(): void {
    let places = 64;
    while (places < this.size * 2) places *= 2;
    this.table = new Uint32Array(places);
    const gone = new Set(this.free);
    for (let entry = 0; entry < this.end; entry++) if (!gone.has(entry)) this.enter(entry);
  }

  /** Moves up what probed past a place that became empty, so that no search ends there too early. */
  private close(hole: number, mask: number): void {
    for (let place = (hole + 1) & mask; this.table[place] !== EMPTY; place = (place + 1) & mask) {
      const home = hash(this.ids, ((this.table[place] as number) - 1) * 4) & mask;
      if (((place - home) & mask) < ((place - hole) & mask)) continue;
      this.table[hole] = this.table[place] as number;
      hole = place;
    }
    this.table[hole] = EMPTY;
  }
}

// The last words of a UUID are its random ones, and all that differs in those that tests and imports count up.
function hash(id: Uint32Array, at: number): number {
  let mixed = Math.imul((id[at + 3] as number) ^ Math.imul(id[at + 2] as number, 0x85ebca6b), 0x9e3779b1);
  mixed ^= Math.imul((id[at] as number) ^ Math.imul(id[at + 1] as number, 0xc2b2ae35), 0x27d4eb2f);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
