import { Injectable } from '@nestjs/common';
import { type Actor, Clock, newId } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { COMPANY_FACTS } from './facts.query';
import type { Facts } from './facts';
import type { Receiver } from './notice';
import { Notifier } from './notifier.service';
import { COMPANY_EDITORS } from './receivers.query';

/** Only who stands this high for a demand is told of it. */
const PLACES = 20;
const MOST_COMPANIES = 5000;

/** Tells companies of new matches: noted as they come up, told together once a day. */
@Injectable()
export class MatchNotices {
  constructor(
    private readonly database: Database,
    private readonly notifier: Notifier,
    private readonly clock: Clock,
  ) {}

  /** The first companies of a demand changed; those that are new there are to be told. */
  async note(actor: Actor, demandId: string): Promise<void> {
    await this.database.queryOnce(actor, NOTE, [demandId, this.clock.now(), PLACES]);
  }

  /** Tells every company what was noted for it. Returns how many companies were told. */
  async tellAll(actor: Actor): Promise<number> {
    let told = 0;
    while (told < MOST_COMPANIES && (await this.tellNext(actor))) told += 1;
    return told;
  }

  // The mark and the notice are one commit: nothing is told twice, and a broken run goes on where it stopped.
  private tellNext(actor: Actor): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const [next] = await this.database.query<{ companyId: string; count: number }>(TAKE, [this.clock.now()]);
      if (!next) return false;
      const { companyId, count } = next;
      const [company] = await this.database.query<{ facts: Facts }>(COMPANY_FACTS, [companyId]);
      if (company && count > 0) {
        const receivers = await this.database.query<Receiver & Record<string, unknown>>(COMPANY_EDITORS, [companyId]);
        const facts = { ...company.facts, count };
        await this.notifier.tell(actor, newId(), { kind: 'match.found', receivers, facts, ids: { companyId } });
      }
      return true;
    });
  }
}

const NOTE: Statement = {
  name: 'match-notices.note',
  text: `INSERT INTO match_tellings (demand_id, company_id, noted_at)
         SELECT $1, match.company_id, $2 FROM matches match WHERE match.demand_id = $1 AND match.for_demand
         ORDER BY match.score DESC, match.company_id DESC LIMIT $3
         ON CONFLICT (demand_id, company_id) DO NOTHING`,
};
// What was noted may have gone by now: closed, dismissed, or overtaken. Only what still stands is counted.
const TAKE: Statement = {
  name: 'match-notices.take',
  text: `WITH next AS (SELECT company_id FROM match_tellings WHERE told_at IS NULL ORDER BY company_id LIMIT 1 FOR UPDATE SKIP LOCKED),
           taken AS (
             UPDATE match_tellings telling SET told_at = $1 FROM next
             WHERE telling.company_id = next.company_id AND telling.told_at IS NULL RETURNING telling.demand_id, telling.company_id)
         SELECT taken.company_id AS "companyId", count(match.demand_id)::integer AS count
         FROM taken LEFT JOIN matches match ON match.demand_id = taken.demand_id AND match.company_id = taken.company_id
         GROUP BY taken.company_id`,
};
