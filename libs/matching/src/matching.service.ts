import { Injectable } from '@nestjs/common';
import type { Actor } from '@shuqiao/kernel';
import { Database, Outbox, type Statement } from '@shuqiao/platform';
import { FeatureSources } from './feature-sources';
import type { CompanyFeatures, DemandFeatures, MatchSide } from './features';
import { type Candidate, MatchIndex } from './match-index';
import { type Listed, MatchLists, PLACES } from './match-lists';
import { matchesUpdated } from './matching.events';
import { scoreMatch } from './score';

const UNITS = 10_000;
const REFILLS = 20;

/** Keeps the stored matches in step with demands and companies. For the worker; each method is safe to repeat. */
@Injectable()
export class Matching {
  constructor(
    private readonly database: Database,
    private readonly sources: FeatureSources,
    private readonly index: MatchIndex,
    private readonly lists: MatchLists,
    private readonly outbox: Outbox,
  ) {}

  /** A demand was published, amended or closed. */
  refreshDemand(actor: Actor, demandId: string): Promise<void> {
    return this.refresh(actor, 'demand', demandId);
  }

  /** A company was verified, changed its public page, was suspended or reinstated. */
  refreshCompany(actor: Actor, companyId: string): Promise<void> {
    return this.refresh(actor, 'company', companyId);
  }

  /** A company came or went: its demands come and go with it. */
  async refreshWithDemands(actor: Actor, companyId: string): Promise<void> {
    await this.refreshCompany(actor, companyId);
    const demands = await this.database.transaction(actor, () => this.sources.demandsOf(companyId));
    for (const demandId of demands) await this.refreshDemand(actor, demandId);
  }

  /** Fills some of the lists that were full and lost a pair. Returns how many. */
  async refill(actor: Actor): Promise<number> {
    const short = await this.database.queryOnce<{ side: MatchSide; id: string }>(actor, SHORT, [REFILLS]);
    for (const { side, id } of short) await this.refresh(actor, side, id);
    return short.length;
  }

  // One at a time: two subjects that are refreshed at once would each miss the other's new features.
  private refresh(actor: Actor, side: MatchSide, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      await this.database.query(TAKE_TURNS, []);
      const features = await this.sources.read(side, id);
      await this.index.replace(side, id, features);
      const before = await this.lists.partners(side, id);
      const listed = features ? await this.score(side, id, features) : [];
      const touched = side === 'demand' ? [id] : [...new Set([...before, ...listed.map((pair) => pair.demandId)])];
      const earlier = await this.lists.tops(touched);
      await this.lists.replace(side, id, listed, before);
      const later = await this.lists.tops(touched);
      for (const demandId of touched) {
        if (earlier.get(demandId) !== later.get(demandId)) await this.outbox.publish(actor, matchesUpdated(demandId));
      }
    });
  }

  private async score(side: MatchSide, id: string, features: CompanyFeatures | DemandFeatures): Promise<Listed[]> {
    const candidates = await this.index.candidates(side, id, features);
    const wanted =
      side === 'demand' ? features.concepts : candidates.flatMap((candidate) => candidate.features.concepts);
    const rarity = await this.index.rarity(wanted);
    const scored = candidates.map((candidate) => {
      const { demand, company, ids } = pair(side, id, features, candidate);
      const { score, factors } = scoreMatch(demand, company, rarity);
      return { ...ids, floor: candidate.floor, score: Math.round(score * UNITS), explanation: factors };
    });
    // A pair that shares neither a concept nor a sector is no match, whatever country and language say.
    return scored
      .filter(({ explanation }) => (explanation[0]?.value ?? 0) > 0)
      .sort((left, right) => right.score - left.score)
      .map(({ floor, ...rest }, place) => {
        const [mine, theirs] = [place < PLACES, rest.score >= floor];
        return { ...rest, forDemand: side === 'demand' ? mine : theirs, forCompany: side === 'demand' ? theirs : mine };
      })
      .filter(({ forDemand, forCompany }) => forDemand || forCompany);
  }
}

function pair(side: MatchSide, id: string, features: CompanyFeatures | DemandFeatures, candidate: Candidate) {
  const [demandId, companyId] = side === 'demand' ? [id, candidate.id] : [candidate.id, id];
  const [demand, company] = side === 'demand' ? [features, candidate.features] : [candidate.features, features];
  const ids = { demandId, companyId, demandCompanyId: demand.companyId };
  return { demand: demand as DemandFeatures, company: company as CompanyFeatures, ids };
}

const TAKE_TURNS: Statement = {
  name: 'matching.take-turns',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('matching', 0))`,
};
const SHORT: Statement = {
  name: 'matching.short-lists',
  text: 'SELECT side, subject_id AS id FROM match_features WHERE refill ORDER BY updated_at LIMIT $1',
};
