import type { TextFeatures } from '@shuqiao/text';
import { writeId } from '../index/ids';
import type { ImpactIndex } from '../index/impact-index';
import { type Collection, COLLECTIONS, VECTOR_BYTES } from '../limits';

/** Many changes in a few arrays, which go over to another thread without being copied. */
export interface Changes {
  readonly count: number;
  /** The place of each in {@link COLLECTIONS}. */
  readonly collections: Uint8Array<ArrayBuffer>;
  /** Four numbers each. */
  readonly ids: Uint32Array<ArrayBuffer>;
  /** Features of each, or {@link REMOVED}. */
  readonly lengths: Int32Array<ArrayBuffer>;
  readonly features: Uint32Array<ArrayBuffer>;
  readonly impacts: Uint8Array<ArrayBuffer>;
  readonly vectors: Int8Array<ArrayBuffer>;
}

const REMOVED = -1;

/** One text that came, changed or, where there is none, went. */
export interface Change {
  readonly collection: Collection;
  readonly id: string;
  readonly text: TextFeatures | null;
}

export function packChanges(all: readonly Change[]): Changes {
  const total = all.reduce((sum, { text }) => sum + (text?.features.length ?? 0), 0);
  const changes: Changes = {
    count: all.length,
    collections: Uint8Array.from(all, ({ collection }) => COLLECTIONS.indexOf(collection)),
    ids: new Uint32Array(all.length * 4),
    lengths: Int32Array.from(all, ({ text }) => text?.features.length ?? REMOVED),
    features: new Uint32Array(total),
    impacts: new Uint8Array(total),
    vectors: new Int8Array(all.length * VECTOR_BYTES),
  };
  let from = 0;
  for (const [index, { id, text }] of all.entries()) {
    writeId(id, changes.ids, index * 4);
    if (!text) continue;
    changes.features.set(text.features, from);
    changes.impacts.set(text.impacts, from);
    changes.vectors.set(text.vector, index * VECTOR_BYTES);
    from += text.features.length;
  }
  return changes;
}

/** What is handed over rather than copied. */
export function buffersOf({ count: _count, ...arrays }: Changes): ArrayBuffer[] {
  return Object.values(arrays).map((array) => array.buffer);
}

export function applyChanges(index: ImpactIndex, changes: Changes): void {
  const { count, collections, ids, lengths, features, impacts, vectors } = changes;
  let from = 0;
  for (let change = 0; change < count; change++) {
    const collection = COLLECTIONS[collections[change] as number] as Collection;
    const length = lengths[change] as number;
    if (length === REMOVED) {
      index.removeWords(collection, ids, change * 4);
      continue;
    }
    const vector = vectors.subarray(change * VECTOR_BYTES, (change + 1) * VECTOR_BYTES);
    const text = {
      features: features.subarray(from, from + length),
      impacts: impacts.subarray(from, from + length),
      vector,
    };
    index.putWords(collection, ids, change * 4, text);
    from += length;
  }
}
