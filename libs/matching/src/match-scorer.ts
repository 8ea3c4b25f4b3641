import { Injectable } from '@nestjs/common';
import { Clock } from '@shuqiao/kernel';
import type { CompanyFeatures, DemandFeatures, MatchSide } from './features';
import { MatchHistory } from './match-history';
import { type Candidate, MatchIndex } from './match-index';
import type { Pair } from './score/factor';
import { assess, type Findings, isRelated } from './score/score';
import { TextMatches } from './texts/text-matches';

/** A pair of which the factors found something, not yet weighed. */
export interface AssessedPair {
  readonly demandId: string;
  readonly companyId: string;
  readonly demandCompanyId: string;
  /** The least score that finds a place in the other side's list, in ten-thousandths. */
  readonly floor: number;
  /** What near-copies of the company share with it. */
  readonly twins: readonly string[];
  readonly pair: Pair;
  readonly findings: Findings;
}

/** Finds who may match a subject, and what each factor says to that. Writes nothing. */
@Injectable()
export class MatchScorer {
  constructor(
    private readonly index: MatchIndex,
    private readonly texts: TextMatches,
    private readonly history: MatchHistory,
    private readonly clock: Clock,
  ) {}

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
    const pastOf = await this.history.of(features.companyId);
    const asOf = this.clock.now().toISOString();
    return candidates
      .map((candidate) => {
        const { demand, company, ids } = pair(side, id, features, candidate);
        const past = pastOf(candidate.features.companyId);
        const text = { similarity: similarities.get(candidate.id) ?? 0, met: [] };
        const whole: Pair = { demand, company, rarity, text, past, asOf };
        return { ...ids, floor: candidate.floor, twins: company.twins ?? [], pair: whole, findings: assess(whole) };
      })
      .filter(({ findings }) => isRelated(findings));
  }
}

function pair(side: MatchSide, id: string, features: CompanyFeatures | DemandFeatures, candidate: Candidate) {
  const [demandId, companyId] = side === 'demand' ? [id, candidate.id] : [candidate.id, id];
  const [demand, company] = side === 'demand' ? [features, candidate.features] : [candidate.features, features];
  const ids = { demandId, companyId, demandCompanyId: demand.companyId };
  return { demand: demand as DemandFeatures, company: company as CompanyFeatures, ids };
}
