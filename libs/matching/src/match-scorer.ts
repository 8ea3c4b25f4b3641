import { Injectable } from '@nestjs/common';
import { Clock } from '@shuqiao/kernel';
import { type AssessedPair, assessPairs } from './assess-pairs';
import { Meanings } from './embeddings/meanings';
import type { CompanyFeatures, DemandFeatures, MatchSide } from './features';
import { MatchHistory } from './match-history';
import { MatchIndex } from './match-index';
import { TextMatches } from './texts/text-matches';

/** Finds who may match a subject, and what each factor says to that. Writes nothing. */
@Injectable()
export class MatchScorer {
  constructor(
    private readonly index: MatchIndex,
    private readonly texts: TextMatches,
    private readonly meanings: Meanings,
    private readonly history: MatchHistory,
    private readonly clock: Clock,
  ) {}

  /** Waits until the match can be asked; before a transaction. */
  ready(): Promise<void> {
    return this.texts.ready();
  }

  /** All that have anything to do with the subject, in no order. */
  async assess(
    side: MatchSide,
    id: string,
    features: CompanyFeatures | DemandFeatures,
    edition: number,
  ): Promise<AssessedPair[]> {
    const byConcept = await this.index.near(side, features);
    const similarities = await this.texts.similarities(side, id, byConcept);
    const ids = [...new Set([...byConcept, ...similarities.keys()])];
    const candidates = await this.index.candidates(side, id, features, edition, ids);
    const wanted =
      side === 'demand' ? features.concepts : candidates.flatMap((candidate) => candidate.features.concepts);
    const rarity = await this.index.rarity(wanted);
    const pastOf = (await this.history.of([features.companyId])).bind(null, features.companyId);
    const meaningOf = await this.meanings.of(side, id, ids);
    const asOf = this.clock.now().toISOString();
    return assessPairs({ side, id, features, similarities, meaningOf, rarity, pastOf, asOf }, candidates);
  }
}
