import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@shuqiao/platform';
import { complete, type Weights } from './score/weights';

/**
 * Raised when the same public documents give other features, or the same features another score: everything is matched
 * anew then. The first number is that of the features, the second that of the score. What texts are to the match has an
 * edition of its own, that of the bridge.
 */
export const CODE_EDITION = '5.3';

/** `companies` and `demands` are having their features read anew, then the lists of both sides are made of them. */
export const REBUILD_PHASES = ['companies', 'demands', 'demand_lists', 'company_lists', 'done'] as const;
export type RebuildPhase = (typeof REBUILD_PHASES)[number];

export interface MatchState {
  /** What pairs are marked with; those of an earlier one are of another score. */
  readonly edition: number;
  readonly code: string;
  readonly phase: RebuildPhase;
  /** The last subject of the phase that is done. */
  readonly reached: string | null;
  readonly weights: Weights;
}

/** By what the lists are made, and how far a rebuild of them is. */
@Injectable()
export class MatchStates {
  constructor(private readonly database: Database) {}

  /** In the open transaction, so that one subject is scored by one edition. */
  async current(): Promise<MatchState> {
    const [row] = await this.database.query<MatchState & Record<string, unknown>>(CURRENT, []);
    if (!row) throw new Error('The table match_state has lost its row.');
    return { ...row, weights: complete(row.weights) };
  }

  /** Begins a rebuild from a phase on, by the newest settings. One that is under way and has more to do begins again. */
  async begin(phase: 'demand_lists'): Promise<void>;
  async begin(phase: 'companies', code: string): Promise<void>;
  async begin(phase: 'companies' | 'demand_lists', code?: string): Promise<void> {
    await this.database.query(BEGIN, [phase, code ?? null]);
  }

  /** Begins a rebuild of everything unless the lists are made, or being made, by this edition of code and words. */
  async adopt(code: string): Promise<void> {
    await this.database.query(ADOPT, [code]);
  }

  /** Says how far a rebuild is, unless another one began meanwhile. */
  async reach(edition: number, phase: RebuildPhase, reached: string | null): Promise<void> {
    await this.database.query(REACH, [phase, reached, edition]);
  }
}

const CURRENT: Statement = {
  name: 'matching.state',
  text: `SELECT match_state.edition, code, phase, reached, weights
         FROM match_state JOIN match_settings ON match_settings.edition = match_state.settings`,
};
const NEWEST = '(SELECT max(edition) FROM match_settings)';
// Features that were still to be read are still to be read when only the weights changed.
const BEGIN: Statement = {
  name: 'matching.begin-rebuild',
  text: `UPDATE match_state SET edition = edition + 1, settings = ${NEWEST},
           code = CASE WHEN $1 = 'companies' THEN $2 ELSE code END,
           phase = CASE WHEN $1 = 'demand_lists' AND phase IN ('companies', 'demands') THEN phase ELSE $1 END,
           reached = CASE WHEN $1 = 'demand_lists' AND phase IN ('companies', 'demands') THEN reached END`,
};
const ADOPT: Statement = {
  name: 'matching.adopt-edition',
  text: `UPDATE match_state SET edition = edition + 1, settings = ${NEWEST}, code = $1, phase = 'companies', reached = NULL
         WHERE code <> $1`,
};
const REACH: Statement = {
  name: 'matching.reach',
  text: 'UPDATE match_state SET phase = $1, reached = $2::uuid WHERE edition = $3',
};
