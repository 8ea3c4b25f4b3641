import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database } from '@shuqiao/platform';
import { DUE_DAY } from './matchmaking-day.query';
import { MatchmakingDays } from './matchmaking-days.service';
import { LAPSE_OVERDUE } from './meeting.query';

const MOST_ROUNDS = 200;
const BATCH = 100;

/** What happens to days of one-to-one meetings by the clock. */
@Injectable()
export class MatchmakingFollowUp {
  constructor(
    private readonly database: Database,
    private readonly days: MatchmakingDays,
    private readonly clock: Clock,
  ) {}

  /** Lapses requests that nobody has answered in time, and closes days whose time for wishes is over. */
  async followClock(actor: Actor): Promise<number> {
    let done = 0;
    while (done < MOST_ROUNDS && ((await this.lapse(actor)) || (await this.close(actor)))) done += 1;
    return done;
  }

  private async lapse(actor: Actor): Promise<boolean> {
    const by = [this.clock.now(), actor.kind, actor.accountId, actor.requestId];
    return (await this.database.queryOnce(actor, LAPSE_OVERDUE, [BATCH, ...by])).length > 0;
  }

  private close(actor: Actor): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const [due] = await this.database.query<{ id: string }>(DUE_DAY, [this.clock.now()]);
      if (!due) return false;
      await this.days.act(actor, due.id, 'close');
      return true;
    });
  }
}
