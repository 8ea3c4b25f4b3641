import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database } from '@shuqiao/platform';
import { DUE_NO_SHOWS, RECORD_NO_SHOWS } from './check-in.query';

const HOUR = 3_600_000;
// Scans made without a connection arrive first; one that comes later still corrects what was recorded.
const AFTER = 2 * HOUR;
const WITHIN = 7 * 24 * HOUR;
const MOST_SESSIONS = 200;

/** Who did not come, by the clock. */
@Injectable()
export class NoShows {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Records two hours after a session who did not come to it, where somebody did: a session at which nobody was checked in
   * says nothing about anybody. One session per transaction; returns how many.
   */
  async recordDue(actor: Actor): Promise<number> {
    for (let recorded = 0; ; recorded++) {
      if (recorded === MOST_SESSIONS || !(await this.recordOne(actor))) return recorded;
    }
  }

  private recordOne(actor: Actor): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now().getTime();
      const ended = [new Date(now - AFTER), new Date(now - WITHIN)];
      const [session] = await this.database.query<{ id: string }>(DUE_NO_SHOWS, ended);
      if (!session) return false;
      await this.database.query(RECORD_NO_SHOWS, [session.id, new Date(now), actor.requestId]);
      return true;
    });
  }
}
