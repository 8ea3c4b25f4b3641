import { Injectable } from '@nestjs/common';
import { companiesWith } from '@shuqiao/identity';
import { type Actor, Clock, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { MatchSide } from '../features';

/** What is done with a match. `opened` is kept once a day and side, anything else once. */
export const INTERACTION_KINDS = ['opened', 'sent', 'accepted', 'declined', 'dismissed'] as const;
export type InteractionKind = (typeof INTERACTION_KINDS)[number];

interface PairOf {
  readonly demandId: string;
  readonly companyId: string;
}

/**
 * Notes what companies do with their matches, with a copy of what the score said then, so that it can be learned from.
 * It says which company did it and never which person. Pairs that were never recommended are not noted.
 */
@Injectable()
export class MatchInteractions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Somebody opened a recommendation: a demand that was recommended to his company, or a company for its demand.
   * @throws DomainError NOT_FOUND unless it is recommended to a company of his.
   */
  async open(actor: Actor, side: MatchSide, pair: PairOf): Promise<void> {
    if (side === 'company' && !companiesWith(actor, 'match.view').includes(pair.companyId))
      throw new DomainError(NOT_FOUND);
    const values = this.values('opened', side, pair, null);
    const [row] = await this.database.queryOnce<{ noted: boolean }>(actor, NOTE, values);
    if (!row?.noted) throw new DomainError(NOT_FOUND);
  }

  /** Within the transaction that takes the match out of the lists, and before it does. */
  async dismiss(pair: PairOf, reason: string): Promise<void> {
    await this.database.query(NOTE, this.values('dismissed', 'company', pair, reason));
  }

  /** What became of an EOI, after the event that tells it. A repeated message changes nothing. */
  async follow(actor: Actor, kind: 'sent' | 'accepted' | 'declined', pair: PairOf, eoiId: string): Promise<void> {
    await this.database.transaction(actor, async () => {
      const [eoi] = await this.database.query<{ reason: string | null }>(DECLINE_REASON, [eoiId]);
      const side = kind === 'sent' ? 'company' : 'demand';
      const reason = kind === 'declined' ? (eoi?.reason ?? null) : null;
      await this.database.query(NOTE, this.values(kind, side, pair, reason));
    });
  }

  /**
   * Takes a company that has left out of all that is noted, as either side. What was learned stays: the acts on one match
   * keep a common number, made anew from a secret that is thrown away, so that it cannot be calculated from the names.
   */
  async anonymise(actor: Actor, companyId: string): Promise<number> {
    return (await this.database.queryOnce(actor, ANONYMISE, [companyId])).length;
  }

  private values(kind: InteractionKind, side: MatchSide, { demandId, companyId }: PairOf, reason: string | null) {
    return [kind, side, demandId, companyId, reason, this.clock.now()];
  }
}

const NOTE: Statement = {
  name: 'matching.note-interaction',
  text: 'SELECT note_match_interaction($1, $2, $3, $4, $5, $6) AS noted',
};
const DECLINE_REASON: Statement = {
  name: 'matching.decline-reason',
  text: 'SELECT decline_reason AS reason FROM eois WHERE id = $1',
};
const ANONYMISE: Statement = {
  name: 'matching.anonymise-interactions',
  text: `WITH secret AS MATERIALIZED (SELECT gen_random_uuid()::text AS value)
         UPDATE match_interactions SET pair = md5(pair::text || secret.value)::uuid,
           demand_id = NULL, company_id = NULL, demand_company_id = NULL
         FROM secret WHERE company_id = $1 OR demand_company_id = $1
         RETURNING id`,
};
