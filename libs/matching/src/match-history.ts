import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { Past } from './score/factor';

/** The reason that is about the two. That the time or the budget did not suit says nothing about the next demand. */
const ABOUT_THE_TWO = 'not_suitable';
/** So many partners are read, the latest: nobody has dealt with more that still matter. */
const MOST_PARTNERS = 5_000;

/** What two companies answered each other before. For the worker; safe to repeat. */
@Injectable()
export class MatchHistory {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * An EOI was answered. Answers whether there was something to remember: a no counts when its reason is the company
   * itself.
   */
  async rememberAnswer(actor: Actor, company: string, other: string, past: Past, reason: unknown): Promise<boolean> {
    if (past === 'declined' && reason !== ABOUT_THE_TWO) return false;
    await this.database.queryOnce(actor, REMEMBER, [company, other, past, this.clock.now()]);
    return true;
  }

  /**
   * A company dismissed a demand. The demand itself never comes back; that its buyer's field is another one is a no.
   * Answers whether it is.
   */
  async rememberDismissal(actor: Actor, companyId: string, demandId: string): Promise<boolean> {
    const kept = await this.database.queryOnce(actor, REMEMBER_DISMISSAL, [companyId, demandId, this.clock.now()]);
    return kept.length > 0;
  }

  /** A dismissal was taken back: what it said of the two is forgotten unless something else says it too. */
  async forgetDismissal(actor: Actor, companyId: string, demandId: string): Promise<void> {
    await this.database.queryOnce(actor, FORGET_DISMISSAL, [companyId, demandId]);
  }

  /** What some companies and each other one answered each other. In the open transaction. */
  async of(companies: readonly string[]): Promise<PastOf> {
    return (await this.told(companies)).pastOf;
  }

  /** The same, with a text that is the same as long as nothing was answered since. */
  async told(companies: readonly string[]): Promise<{ pastOf: PastOf; token: string }> {
    const rows = await this.database.query<{ one: string; other: string; past: Past }>(HISTORY, [
      [...new Set(companies)],
      MOST_PARTNERS,
    ]);
    const known = new Map<string, Past[]>();
    for (const { one, other, past } of rows) {
      const key = `${one} ${other}`;
      known.set(key, [...(known.get(key) ?? []), past]);
    }
    const token = rows.map(({ one, other, past }) => `${one} ${other} ${past}`).sort();
    // Most companies have no history: nothing is put together to look for it.
    const pastOf: PastOf = known.size ? (company, other) => known.get(`${company} ${other}`) ?? NOTHING : () => NOTHING;
    return { pastOf, token: token.join() };
  }
}

/** What one of the companies that were asked for and another one answered each other. */
export type PastOf = (company: string, other: string) => readonly Past[];

const NOTHING: readonly Past[] = [];

const KEEP = `ON CONFLICT ON CONSTRAINT match_history_pkey DO UPDATE SET happened_at = excluded.happened_at`;
// A company that is gone by now has no history.
const REMEMBER: Statement = {
  name: 'matching.remember-answer',
  text: `INSERT INTO match_history (company_id, partner_id, past, happened_at)
         SELECT least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), $3, $4
         WHERE $1::uuid <> $2::uuid AND (SELECT count(*) FROM companies WHERE id IN ($1, $2)) = 2 ${KEEP}`,
};
const BETWEEN = (table: string) => `((${table}.company_id = known.company_id AND other.company_id = known.partner_id)
  OR (${table}.company_id = known.partner_id AND other.company_id = known.company_id))`;
const FORGET_DISMISSAL: Statement = {
  name: 'matching.forget-dismissal',
  text: `DELETE FROM match_history known USING demands WHERE demands.id = $2 AND known.past = 'declined'
           AND known.company_id = least($1::uuid, demands.company_id) AND known.partner_id = greatest($1::uuid, demands.company_id)
           AND NOT EXISTS (SELECT FROM match_dismissals refusal JOIN demands other ON other.id = refusal.demand_id
             WHERE refusal.reason = 'not_our_field' AND ${BETWEEN('refusal')})
           AND NOT EXISTS (SELECT FROM eois JOIN demands other ON other.id = eois.demand_id
             WHERE eois.status = 'declined' AND eois.decline_reason = 'not_suitable' AND ${BETWEEN('eois')})`,
};
const REMEMBER_DISMISSAL: Statement = {
  name: 'matching.remember-dismissal',
  text: `INSERT INTO match_history (company_id, partner_id, past, happened_at)
         SELECT least(refusal.company_id, demands.company_id), greatest(refusal.company_id, demands.company_id), 'declined', $3
         FROM match_dismissals refusal JOIN demands ON demands.id = refusal.demand_id
         WHERE refusal.company_id = $1 AND refusal.demand_id = $2 AND refusal.reason = 'not_our_field'
           AND demands.company_id <> refusal.company_id ${KEEP} RETURNING company_id`,
};
const HISTORY: Statement = {
  name: 'matching.history',
  text: `SELECT one, other, past FROM unnest($1::uuid[]) AS one CROSS JOIN LATERAL (
           SELECT CASE WHEN company_id = one THEN partner_id ELSE company_id END AS other, past FROM match_history
           WHERE company_id = one OR partner_id = one ORDER BY happened_at DESC LIMIT $2) AS answered`,
};
