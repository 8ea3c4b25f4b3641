import { Injectable } from '@nestjs/common';
import {
  type AccountActor,
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { companiesWith, requirePermission } from '@shuqiao/identity';
import { MatchPairs, type PairOfCompanies } from '@shuqiao/matching';
import { Database } from '@shuqiao/platform';
import type { Counterpart, Participation, Wish } from './matchmaking.types';
import { CANDIDATES, COUNTERPARTS, FIND_OWN, SET_WISH } from './participation.query';

const MOST_SUGGESTIONS = 20;

/** Whom a participant wishes to meet. A *no* is a veto, and nobody learns whose it is. */
@Injectable()
export class MeetingWishes {
  constructor(
    private readonly database: Database,
    private readonly pairs: MatchPairs,
    private readonly clock: Clock,
  ) {}

  /**
   * Wishes, or takes a wish back by null. Where the other side wishes as well, the two have a meeting at once; a *no* cancels
   * what was agreed and is not scheduled.
   * @throws DomainError WISHES_CLOSED, BOTH_MUST_TAKE_PART.
   */
  set(actor: AccountActor, participationId: string, counterpartId: string, wish: Wish | null): Promise<void> {
    return this.database.transaction(actor, async () => {
      const { dayId, companyId } = await this.own(actor, participationId);
      requirePermission(actor, 'booking.delegate', companyId);
      if (counterpartId === companyId) throw new DomainError(NOT_FOUND);
      const values = [dayId, companyId, counterpartId, wish, this.clock.now(), actor.accountId, actor.requestId];
      await this.database.query(SET_WISH, values);
    });
  }

  /** The others who take part, with one's own wishes. */
  counterparts(
    actor: Actor,
    participationId: string,
    filter: { wish?: Wish | undefined },
    page: PageRequest,
  ): Promise<Page<Counterpart>> {
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      const { dayId, companyId } = await this.own(actor, participationId);
      const values = [dayId, companyId, filter.wish ?? null, after, page.limit + 1];
      const rows = await this.database.query<{ view: Counterpart }>(COUNTERPARTS, values);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        (counterpart) => [counterpart.companyId],
      );
    });
  }

  /** Whom the match engine would let meet: what either side seeks and the other offers, best first, with the reasons. */
  suggestions(actor: Actor, participationId: string): Promise<PairOfCompanies[]> {
    return this.database.transaction(actor, async () => {
      const { dayId, companyId } = await this.own(actor, participationId);
      const candidates = await this.database.query<{ id: string }>(CANDIDATES, [dayId, companyId]);
      return this.pairs.best(
        companyId,
        candidates.map(({ id }) => id),
        MOST_SUGGESTIONS,
      );
    });
  }

  private async own(actor: Actor, id: string): Promise<Participation> {
    const values = [id, companiesWith(actor, 'booking.view')];
    const [row] = await this.database.query<{ view: Participation }>(FIND_OWN, values);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }
}
