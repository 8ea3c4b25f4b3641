import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, Outbox, type Statement } from '@shuqiao/platform';
import type { TextFeatureRow } from './engine/store/text-feature-store';
import { FeatureSources, type Shown } from './feature-sources';
import type { CompanyFeatures, DemandFeatures, MatchSide } from './features';
import { MatchIndex } from './match-index';
import { type Listed, MatchLists, PLACES } from './match-lists';
import type { AssessedPair } from './assess-pairs';
import { MatchScorer } from './match-scorer';
import { type MatchState, MatchStates } from './match-state';
import { matchesUpdated } from './matching.events';
import { rank, withoutTwins } from './ranking';
import type { ReadingHelper } from './texts/reading/reading-helper';
import { TextMatches } from './texts/text-matches';
import { AMPLE_DAYS, DAY_MS } from './score/timing';

const REFILLS = 20;
const AGEING_BATCH = 50;
/** Less than a day, so that a daily round that was interrupted does not begin again with what it did. */
const FRESH_MS = 12 * 3_600_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** What subjects show, read for the match and not yet kept. */
export interface Prepared {
  readonly side: MatchSide;
  readonly ids: readonly string[];
  readonly shown: ReadonlyMap<string, Shown>;
  readonly texts: readonly TextFeatureRow[];
}

/** Keeps the stored matches in step with demands and companies. For the worker; each method is safe to repeat. */
@Injectable()
export class Matching {
  constructor(
    private readonly database: Database,
    private readonly sources: FeatureSources,
    private readonly index: MatchIndex,
    private readonly texts: TextMatches,
    private readonly scorer: MatchScorer,
    private readonly lists: MatchLists,
    private readonly states: MatchStates,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
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

  /** Scores anew what time alone changes: the demands whose deadline is near. Returns how many. */
  async refreshAgeing(actor: Actor, signal?: AbortSignal): Promise<number> {
    const now = this.clock.now().getTime();
    const [until, before] = [new Date(now + AMPLE_DAYS * DAY_MS).toISOString(), new Date(now - FRESH_MS)];
    let done = 0;
    for (let after = FIRST_ID; !signal?.aborted;) {
      const values = [after, until, before, AGEING_BATCH];
      const rows = await this.database.queryOnce<{ id: string }>(actor, AGEING, values);
      for (const { id } of rows) {
        if (signal?.aborted) return done;
        await this.refreshDemand(actor, id);
        done += 1;
      }
      const last = rows.at(-1);
      if (!last || rows.length < AGEING_BATCH) break;
      after = last.id;
    }
    return done;
  }

  /** Reads anew what subjects show, and waits until the match has begun; before {@link inTurn}. */
  async prepare(actor: Actor, side: MatchSide, ids: readonly string[], helper?: ReadingHelper): Promise<Prepared> {
    const shown = await this.database.transaction(actor, () => this.sources.read(side, ids));
    const texts = await this.texts.read(side, shown, helper);
    await this.texts.ready();
    return { side, ids, shown, texts };
  }

  /**
   * Keeps what was prepared, in the transaction that {@link inTurn} opened. Answers which of them take no part. What was
   * changed meanwhile is left to the event that tells of it.
   */
  async keep({ side, ids, shown, texts }: Prepared): Promise<readonly string[]> {
    const tokens = await this.sources.tokens(side, ids);
    const isFresh = (id: string) => tokens.get(id) === shown.get(id)?.token;
    const fresh = ids.filter(isFresh);
    const gone = fresh.filter((id) => !shown.has(id));
    await this.index.replace(side, new Map(fresh.map((id) => [id, shown.get(id)?.features ?? null])));
    await this.texts.replace(
      side,
      texts.filter(({ id }) => isFresh(id)),
      gone,
    );
    return gone;
  }

  /** Makes a subject's list of its features, null for one that takes no part any more. In turn, as the above. */
  async makeList(
    actor: Actor,
    side: MatchSide,
    id: string,
    features: CompanyFeatures | DemandFeatures | null,
  ): Promise<void> {
    const state = await this.states.current();
    const before = await this.lists.partners(side, id);
    const listed = features ? listPairs(side, await this.scorer.assess(side, id, features, state.edition), state) : [];
    const touched = side === 'demand' ? [id] : [...new Set([...before, ...listed.map((pair) => pair.demandId)])];
    const earlier = await this.lists.tops(touched);
    await this.lists.replace(side, id, listed, before, state.edition);
    const later = await this.lists.tops(touched);
    for (const demandId of touched) {
      if (earlier.get(demandId) !== later.get(demandId)) await this.outbox.publish(actor, matchesUpdated(demandId));
    }
  }

  /** Waits until the match can be asked; before {@link inTurn}. */
  ready(): Promise<void> {
    return this.texts.ready();
  }

  /** One at a time: two subjects that are refreshed at once would each miss the other's new features. */
  inTurn<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    return this.database.transaction(actor, async () => {
      await this.database.query(TAKE_TURNS, []);
      return work();
    });
  }

  /** In two transactions: how rare a word is, is counted over texts that are committed, the subject's own among them. */
  private async refresh(actor: Actor, side: MatchSide, id: string): Promise<void> {
    const prepared = await this.prepare(actor, side, [id]);
    await this.inTurn(actor, () => this.keep(prepared));
    await this.inTurn(actor, async () => this.makeList(actor, side, id, await this.index.stored(side, id)));
  }
}

function listPairs(side: MatchSide, pairs: readonly AssessedPair[], { weights }: MatchState): Listed[] {
  const ranked = rank(pairs, weights);
  // In a demand's list the copies of a company take no place from others; they still have the demand in theirs.
  const placed = side === 'demand' ? withoutTwins(ranked, PLACES.demand) : ranked.slice(0, PLACES.company);
  const copies = new Map<string, readonly string[]>();
  for (const one of placed) copies.set(keyOf(one), 'copies' in one ? (one.copies as string[]) : []);
  return ranked
    .map(({ floor, findings: _, ...one }) => {
      const [mine, theirs] = [copies.has(keyOf(one)), one.score >= floor];
      const [forDemand, forCompany] = side === 'demand' ? [mine, theirs] : [theirs, mine];
      return { ...one, copies: copies.get(keyOf(one)) ?? [], forDemand, forCompany };
    })
    .filter(({ forDemand, forCompany }) => forDemand || forCompany);
}

const keyOf = ({ demandId, companyId }: { demandId: string; companyId: string }): string => `${demandId} ${companyId}`;

const TAKE_TURNS: Statement = {
  name: 'matching.take-turns',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('matching', 0))`,
};
const SHORT: Statement = {
  name: 'matching.short-lists',
  text: 'SELECT side, subject_id AS id FROM match_features WHERE refill ORDER BY updated_at LIMIT $1',
};
// RFC 3339 in UTC: the texts sort as the times do.
const AGEING: Statement = {
  name: 'matching.ageing-demands',
  text: `SELECT subject_id AS id FROM match_features
         WHERE side = 'demand' AND subject_id > $1 AND features ->> 'deadline' <= $2 AND updated_at < $3
         ORDER BY subject_id LIMIT $4`,
};
