import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database } from '@shuqiao/platform';
import { DUE_ROADSHOW } from './roadshow.query';
import { Roadshows } from './roadshows.service';

const MOST_STEPS = 200;

/** Registration by the clock: `published → open → closed` as the roadshow's own window says. */
@Injectable()
export class Registration {
  constructor(
    private readonly database: Database,
    private readonly roadshows: Roadshows,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens what has reached its window and closes what has left it, one step of one roadshow per transaction; one of which
   * the whole window has passed is opened and closed. Staff may do either earlier. Returns how many steps, 200 at most.
   */
  async followWindows(actor: Actor): Promise<number> {
    for (let steps = 0; ; steps++) {
      if (steps === MOST_STEPS || !(await this.step(actor))) return steps;
    }
  }

  private step(actor: Actor): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const [due] = await this.database.query<{ id: string; act: 'open' | 'close' }>(DUE_ROADSHOW, [this.clock.now()]);
      if (!due) return false;
      await this.roadshows.act(actor, due.id, due.act);
      return true;
    });
  }
}
