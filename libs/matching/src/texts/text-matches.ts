import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Actor, systemActor } from '@shuqiao/kernel';
import { LexiconBridge } from '@shuqiao/taxonomy';
import { BRIDGE_SPACE, type TextFeatures, type WeightedText } from '@shuqiao/text';
import type { Hits, Meetings } from '../engine/index/searcher';
import { MatchEngine } from '../engine/match-engine';
import { type TextFeatureRow, TextFeatureStore } from '../engine/store/text-feature-store';
import type { MatchSide } from '../features';
import { ReadingHelper } from './reading/reading-helper';
import type { ReadText } from './reading/protocol';

/** So many are found by their texts at most. */
const MOST_FOUND = 500;
const READ_AT_ONCE = 4;
const HELPED_AT_ONCE = 10;
const OTHER = { demand: 'company', company: 'demand' } as const;
const ACTOR: Actor = systemActor('matching');

type Texts = readonly WeightedText[];

/** The words of a subject, and of which version of it. */
export interface Said {
  readonly texts: Texts;
  readonly version: number;
}

/** How much two texts have in common. */
export interface TextLikeness {
  /** By words and vectors together. */
  readonly similarity: number;
  /** Of the built-in vectors alone, -1 to 1. */
  readonly cosine: number;
}

/** Which texts of the other side say the same, in whatever language. */
@Injectable()
export class TextMatches {
  constructor(
    private readonly bridge: LexiconBridge,
    private readonly store: TextFeatureStore,
    private readonly engine: MatchEngine,
  ) {}

  /**
   * What texts are to the match, by id of their subject. Takes milliseconds a text: not for a transaction. A helper reads
   * some of them, unless the lexicon has learnt something since it began.
   */
  async read(side: MatchSide, subjects: ReadonlyMap<string, Said>, helper?: ReadingHelper): Promise<TextFeatureRow[]> {
    const { bridge, terms } = await this.bridge.current();
    const all = [...subjects];
    const rows: TextFeatureRow[] = [];
    let next = 0;
    const share = async (count: number, read: (some: Texts[]) => ReadText[] | Promise<ReadText[]>): Promise<void> => {
      while (next < all.length) {
        const some = all.slice(next, (next += count));
        const texts = await read(some.map(([, said]) => said.texts));
        for (const [index, [id, { version }]] of some.entries()) {
          const { features, words } = texts[index] as ReadText;
          rows.push({ collection: side, id, version, edition: bridge.edition, text: features, words });
        }
        // Others that wait in this program come in between.
        await setImmediate();
      }
    };
    const own = share(READ_AT_ONCE, (some) => some.map((texts) => bridge.read(texts)));
    // Two shares at once, so that the helper never waits for the next one.
    const helped = helper?.terms === terms ? [1, 2].map(() => share(HELPED_AT_ONCE, (some) => helper.read(some))) : [];
    await Promise.all([own, ...helped]);
    return rows;
  }

  /** A thread that helps with reading many texts; whoever starts it ends it. */
  async startHelper(): Promise<ReadingHelper> {
    return new ReadingHelper((await this.bridge.current()).terms);
  }

  /** Puts what subjects say in the place of what they said before, and takes out those that take no part. */
  async replace(side: MatchSide, rows: readonly TextFeatureRow[], gone: readonly string[]): Promise<void> {
    if (gone.length) await this.store.remove(side, gone);
    await this.store.write(rows);
  }

  /** Waits until the index has begun, which takes seconds for many texts: before a transaction that asks it. */
  ready(): Promise<void> {
    return this.engine.open(BRIDGE_SPACE);
  }

  /** What is stored of subjects' texts, by id, once the index, which has begun, holds all that was committed before. */
  async stored(side: MatchSide, ids: readonly string[]): Promise<ReadonlyMap<string, TextFeatures>> {
    await this.engine.catchUp();
    return this.store.read(ACTOR, side, ids);
  }

  /**
   * How much the texts of the other side have in common with a subject's, by id: of the `most` that have the most, and of
   * those named in `also`. Whoever says nothing has nothing in common.
   * @throws EngineBusyError, EngineLostError which may be tried again
   */
  async meet(
    side: MatchSide,
    text: TextFeatures,
    also: readonly string[],
    most: number,
  ): Promise<ReadonlyMap<string, TextLikeness>> {
    if (!text.features.length) return new Map();
    const hits = await this.engine.search(OTHER[side], text, { limit: most, also });
    return new Map(hits.map(({ id, score, cosine }) => [id, { similarity: score, cosine }]));
  }

  /** Who of the other side says the same by and large, and how much those do that are named in `also`: for a sketch. */
  sketch(side: MatchSide, text: TextFeatures, also: Uint32Array, most: number, postings: number): Promise<Hits> {
    return this.engine.searchColumns(OTHER[side], text, { limit: most, candidates: most * 2, also, postings });
  }

  /** How much some of the other side have in common with a text, in the order of their ids. */
  meetings(side: MatchSide, text: TextFeatures, ids: Uint32Array): Promise<Meetings> {
    return this.engine.meet(OTHER[side], text, ids);
  }

  /** The same for one subject by its stored text. All that was committed before takes part. */
  async similarities(side: MatchSide, id: string, also: readonly string[]): Promise<ReadonlyMap<string, TextLikeness>> {
    const text = (await this.stored(side, [id])).get(id);
    return text ? this.meet(side, text, also, MOST_FOUND) : new Map();
  }
}
