import { Injectable } from '@nestjs/common';
import { DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { Database } from '@shuqiao/platform';
import { FIND_PUBLIC_DAY, PUBLIC_DAYS } from './matchmaking-day.query';
import type { DayDetail } from './matchmaking.types';

export type PublicDay = Omit<DayDetail, 'participants'>;

/** What everybody may read of the days of one-to-one meetings: when and where, never who. */
@Injectable()
export class MatchmakingCatalogue {
  constructor(private readonly database: Database) {}

  async ofRoadshow(roadshowId: string): Promise<PublicDay[]> {
    const rows = await this.database.read<{ view: PublicDay }>(PUBLIC_DAYS, [roadshowId]);
    return rows.map((row) => row.view);
  }

  async find(id: string): Promise<PublicDay> {
    const [row] = await this.database.read<{ view: PublicDay }>(FIND_PUBLIC_DAY, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }
}
