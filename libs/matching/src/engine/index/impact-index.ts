import type { TextFeatures } from '@shuqiao/text';
import { type Collection, COLLECTIONS } from '../limits';
import { checkText } from './checks';
import { CollectionIndex } from './collection-index';
import { FeatureCounts } from './feature-counts';
import { readId, writeId } from './ids';
import { Rarity } from './rarity';
import { type Hits, type Meetings, Searcher, type SearchOptions } from './searcher';
import { VectorMean } from './vectors';

/** One found document. */
export interface Hit {
  readonly id: string;
  /** What the weight of vectors makes of the other two. */
  readonly score: number;
  /** From 0 on: 1 is what the demand would reach with itself, which a company can exceed that stresses the same more. */
  readonly lexical: number;
  /** -1 to 1: the cosine of the vectors less what all companies have in common; 0 when one of them says nothing. */
  readonly cosine: number;
}

/**
 * The texts of companies and demands by their features, in memory. Nothing in it knows of threads, files or databases.
 * Numbers of documents that have a feature are exact at any moment; results are the same whatever way documents came.
 */
export class ImpactIndex {
  readonly collections: Readonly<Record<Collection, CollectionIndex>> = {
    company: new CollectionIndex(),
    demand: new CollectionIndex(),
  };
  readonly counts = new FeatureCounts();
  readonly mean = new VectorMean();
  private readonly searcher: Searcher;
  private readonly idWords = new Uint32Array(4);
  private loading = false;

  constructor() {
    const rarity = new Rarity(this.counts, () => this.collections.company.size);
    this.searcher = new Searcher(this.collections, rarity, this.mean, this.counts);
  }

  /** Set while it is filled from the beginning: larger parts are made of what comes. Afterwards searches read none end to end. */
  set isLoading(isLoading: boolean) {
    if (this.loading && !isLoading) for (const side of Object.values(this.collections)) side.seal();
    this.loading = isLoading;
  }

  /**
   * Puts a text in the place of the one that the id had, if it had one.
   * @throws RangeError when the text is not as `TextFeatures` says, or too long.
   */
  put(collection: Collection, id: string, text: TextFeatures): void {
    writeId(id, this.idWords, 0);
    this.putWords(collection, this.idWords, 0, text);
  }

  /** As `put`, for an id that is given as four numbers. */
  putWords(collection: Collection, id: Uint32Array, at: number, text: TextFeatures): void {
    checkText(text);
    const side = this.collections[collection];
    let entry = side.entries.find(id, at);
    if (entry < 0) entry = side.entries.add(id, at, text.vector);
    else {
      this.forget(collection, entry);
      side.entries.describe(entry, text.vector);
    }
    side.add(entry, text, this.loading);
    if (collection !== 'company') return;
    this.counts.add(text.features);
    this.mean.change(text.vector, 0, 1);
  }

  /** Answers whether it was there. */
  remove(collection: Collection, id: string): boolean {
    writeId(id, this.idWords, 0);
    return this.removeWords(collection, this.idWords, 0);
  }

  removeWords(collection: Collection, id: Uint32Array, at: number): boolean {
    const side = this.collections[collection];
    const entry = side.entries.find(id, at);
    if (entry < 0) return false;
    this.forget(collection, entry);
    side.entries.remove(entry);
    return true;
  }

  size(collection: Collection): number {
    return this.collections[collection].size;
  }

  has(collection: Collection, id: string): boolean {
    writeId(id, this.idWords, 0);
    return this.collections[collection].entries.find(this.idWords, 0) >= 0;
  }

  /**
   * Finds in a collection what meets a text of the other side, best first; equals in the order of their ids. Behind them
   * stand those that `also` asks about and that are not among them.
   */
  search(collection: Collection, text: TextFeatures, options: SearchOptions = {}): Hit[] {
    const { count, ids, scores, lexical, cosine } = this.searchColumns(collection, text, options);
    return Array.from({ length: count }, (_, index) => ({
      id: readId(ids, index * 4),
      score: scores[index] as number,
      lexical: lexical[index] as number,
      cosine: cosine[index] as number,
    }));
  }

  /** As `search`, in columns that can be handed to another thread. */
  searchColumns(collection: Collection, text: TextFeatures, options: SearchOptions): Hits {
    checkText(text);
    return this.searcher.search(collection, text, options);
  }

  /** What a text and some of the other side have in common, by ids of four numbers each: the same that a search finds. */
  meet(collection: Collection, text: TextFeatures, ids: Uint32Array): Meetings {
    checkText(text);
    return this.searcher.meet(collection, text, ids);
  }

  /** Merges parts for about so long; answers whether there is more to do. Searches and changes may come in between. */
  work(milliseconds: number): boolean {
    return COLLECTIONS.some((collection) => this.collections[collection].work(milliseconds));
  }

  /** Bytes held by postings and directories, and by vectors. */
  memory(): { readonly index: number; readonly vectors: number } {
    const all = Object.values(this.collections);
    return {
      index: all.reduce((sum, side) => sum + side.bytes, this.counts.bytes),
      vectors: all.reduce((sum, side) => sum + side.entries.vectorBytes, 0),
    };
  }

  private forget(collection: Collection, entry: number): void {
    const side = this.collections[collection];
    if (collection === 'company') {
      this.counts.remove(side.textOf(entry).features);
      this.mean.change(side.entries.vectorsOf(entry), side.entries.vectorAt(entry), -1);
    }
    side.kill(entry);
  }
}
