import { Injectable } from '@nestjs/common';
import { DEMAND_NOT_OPEN } from '@shuqiao/demands';
import { Clock, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';

/** A demand that can be answered now. */
export interface OpenDemand {
  readonly companyId: string;
  /** The public version that holds. */
  readonly version: number;
}

/** Finds demands that can be answered, inside the caller's transaction. */
@Injectable()
export class OpenDemands {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * A published demand before its deadline, which stays so until the caller's transaction ends: its closing waits.
   * @throws DomainError DEMAND_NOT_OPEN when it was public once, NOT_FOUND otherwise.
   */
  async require(demandId: string): Promise<OpenDemand> {
    const [demand] = await this.database.query<OpenDemand & Record<string, unknown>>(LOCK, [
      demandId,
      this.clock.now(),
    ]);
    if (demand) return demand;
    const known = await this.database.query(PUBLIC, [demandId]);
    throw new DomainError(known.length ? DEMAND_NOT_OPEN : NOT_FOUND);
  }
}

const LOCK: Statement = {
  name: 'engagement.lock-open-demand',
  text: 'SELECT company_id AS "companyId", published_version AS version FROM lock_open_demand($1, $2)',
};
const PUBLIC: Statement = {
  name: 'engagement.public-demand',
  text: 'SELECT FROM demand_listings WHERE demand_id = $1',
};
