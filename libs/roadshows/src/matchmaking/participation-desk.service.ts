import { Injectable } from '@nestjs/common';
import { type Actor, decodeCursor, DomainError, NOT_FOUND, type Page, pageOf, type PageRequest } from '@shuqiao/kernel';
import { Database } from '@shuqiao/platform';
import { FIND_DAY } from './matchmaking-day.query';
import type { Participation } from './matchmaking.types';
import { LIST_OF_DAY } from './participation.query';

/** Who takes part in a day of one-to-one meetings, for the secretariat. */
@Injectable()
export class ParticipationDesk {
  constructor(private readonly database: Database) {}

  /** All that ever registered, the withdrawn included, by company. */
  list(actor: Actor, dayId: string, page: PageRequest): Promise<Page<Participation>> {
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      if (!(await this.database.query(FIND_DAY, [dayId])).length) throw new DomainError(NOT_FOUND);
      const rows = await this.database.query<{ view: Participation }>(LIST_OF_DAY, [dayId, after, page.limit + 1]);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        ({ companyId }) => [companyId],
      );
    });
  }
}
