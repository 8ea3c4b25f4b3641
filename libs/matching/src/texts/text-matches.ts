import { Injectable } from '@nestjs/common';
import { type Actor, systemActor } from '@shuqiao/kernel';
import { BRIDGE_SPACE, type WeightedText } from '@shuqiao/text';
import { MatchEngine } from '../engine/match-engine';
import { TextFeatureStore } from '../engine/store/text-feature-store';
import type { MatchSide } from '../features';
import { MatchBridge } from './match-bridge';

/** So many are found by their texts at most. */
const MOST_FOUND = 500;
const ACTOR: Actor = systemActor('matching');

/** Which texts of the other side say the same, in whatever language. */
@Injectable()
export class TextMatches {
  constructor(
    private readonly bridge: MatchBridge,
    private readonly store: TextFeatureStore,
    private readonly engine: MatchEngine,
  ) {}

  /** Puts what a subject says in the place of what it said before; null for one that takes no part. In the open transaction. */
  async replace(side: MatchSide, id: string, version: number, texts: readonly WeightedText[] | null): Promise<void> {
    if (!texts?.length) return this.store.remove(side, id);
    const bridge = await this.bridge.current();
    const text = bridge.features(texts);
    await this.store.write([{ collection: side, id, version, edition: bridge.edition, text }]);
  }

  /**
   * How much the texts of the other side have in common with a subject's, by id: of those that have the most, and of those
   * named in `also`. Whoever says nothing has nothing in common. All that was committed before takes part.
   * @throws EngineBusyError, EngineLostError which may be tried again
   */
  async similarities(side: MatchSide, id: string, also: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const text = (await this.store.read(ACTOR, side, [id])).get(id);
    if (!text?.features.length) return new Map();
    await this.engine.open(BRIDGE_SPACE);
    await this.engine.catchUp();
    const other = side === 'demand' ? 'company' : 'demand';
    const hits = await this.engine.search(other, text, { limit: MOST_FOUND, also });
    return new Map(hits.map((hit) => [hit.id, hit.score]));
  }
}
