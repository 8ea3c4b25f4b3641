import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, fieldError, invalid } from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { MatchStates, type RebuildPhase } from './match-state';
import { MATCH_WEIGHTS_EMPTY } from './matching.errors';
import { matchSettingsChanged } from './matching.events';
import { complete, type Weights } from './score/weights';

/** What the factors weigh, since when, by whom and why. */
export interface MatchSettingsRecord {
  /** Counts up each time they are set. */
  readonly version: number;
  readonly weights: Weights;
  /** Null for what the portal starts with. */
  readonly reason: string | null;
  readonly setBy: string | null;
  readonly setAt: Date;
  /** How far the lists are that are made by them. */
  readonly phase: RebuildPhase;
}

/** The weights of the factors. Staff see them and administrators set them; each edition is kept. */
@Injectable()
export class MatchSettings {
  constructor(
    private readonly database: Database,
    private readonly states: MatchStates,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  current(actor: Actor): Promise<MatchSettingsRecord> {
    return this.database.transaction(actor, () => this.newest());
  }

  /**
   * Sets other weights: a rebuild of all lists begins.
   * @throws DomainError STALE_VERSION when others were set meanwhile; VALIDATION_FAILED when none is above 0.
   */
  set(actor: Actor, version: number, weights: Weights, reason: string | null): Promise<MatchSettingsRecord> {
    requireWeight(weights);
    return this.database.transaction(actor, async () => {
      const values = [version, JSON.stringify(weights), reason, actor.accountId, this.clock.now()];
      const [row] = await this.database.query<{ edition: number }>(SET, values);
      if (!row) throw new DomainError(STALE_VERSION);
      await this.states.begin('demand_lists');
      await this.audit.record(actor, {
        action: 'match_settings.changed',
        subjectType: 'match_settings',
        subjectId: String(row.edition),
        details: { weights: { ...weights }, reason },
      });
      await this.outbox.publish(actor, matchSettingsChanged(row.edition));
      return this.newest();
    });
  }

  private async newest(): Promise<MatchSettingsRecord> {
    const [row] = await this.database.query<MatchSettingsRecord & Record<string, unknown>>(NEWEST, []);
    if (!row) throw new Error('The table match_settings is empty.');
    return { ...row, weights: complete(row.weights) };
  }
}

/** @throws DomainError VALIDATION_FAILED when none is above 0. */
export function requireWeight(weights: Weights): void {
  if (!Object.values(weights).some((weight) => weight > 0)) throw invalid(fieldError('/weights', MATCH_WEIGHTS_EMPTY));
}

const NEWEST: Statement = {
  name: 'matching.newest-settings',
  text: `SELECT settings.edition AS version, settings.weights, reason, set_by AS "setBy", set_at AS "setAt", phase
         FROM match_settings settings CROSS JOIN match_state ORDER BY settings.edition DESC LIMIT 1`,
};
// Of two at once the key lets the first one through; the other finds its version gone.
const SET: Statement = {
  name: 'matching.set-weights',
  text: `INSERT INTO match_settings (edition, weights, reason, set_by, set_at)
         SELECT $1::integer + 1, $2, $3, $4, $5 WHERE $1 = (SELECT max(edition) FROM match_settings)
         ON CONFLICT ON CONSTRAINT match_settings_pkey DO NOTHING RETURNING edition`,
};
