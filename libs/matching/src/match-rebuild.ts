import { Injectable } from '@nestjs/common';
import type { Actor } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { DemandFeatures, MatchSide } from './features';
import { CODE_EDITION, type MatchState, MatchStates, REBUILD_PHASES, type RebuildPhase } from './match-state';
import { Matching } from './matching.service';
import { MatchBridge } from './texts/match-bridge';

/** How a rebuild is watched and ended. */
export interface MatchRebuildCourse {
  /** Ends it between two batches; it is taken up where it was. */
  readonly signal?: AbortSignal | undefined;
  /** Told after each batch how many subjects of the phase are left. */
  readonly onProgress?: (phase: RebuildPhase, left: number) => void;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** Features are quickly read; a list is scored against up to 2,000 others. */
const BATCH = { companies: 100, demands: 100, lists: 10 } as const;

/**
 * Matches everything anew, in three phases: the features of all companies, those of all demands, and the lists, which
 * the demands fill for both sides. A batch is one transaction that also says how far it came, so that a crash repeats one
 * batch at most, and a worker and a command may work at it side by side. Subjects that change meanwhile are refreshed as
 * ever: their pairs are of the new edition at once.
 */
@Injectable()
export class MatchRebuild {
  constructor(
    private readonly database: Database,
    private readonly matching: Matching,
    private readonly states: MatchStates,
    private readonly bridge: MatchBridge,
  ) {}

  /** Goes on with a rebuild that is under way, else begins one; answers whether it came to its end. */
  async run(actor: Actor, course: MatchRebuildCourse = {}): Promise<'done' | 'interrupted'> {
    const code = await this.code();
    await this.database.transaction(actor, async () => {
      await this.states.adopt(code);
      if ((await this.states.current()).phase === 'done') await this.states.begin('companies', code);
    });
    return this.goOn(actor, course);
  }

  /** Begins a rebuild if the lists were made by another release than this program's or by other words, and goes on with one. */
  async follow(actor: Actor, course: MatchRebuildCourse = {}): Promise<'done' | 'interrupted'> {
    this.bridge.expire();
    const code = await this.code();
    await this.database.transaction(actor, () => this.states.adopt(code));
    return this.goOn(actor, course);
  }

  /** Goes on with a rebuild that is under way; does nothing when none is. */
  async goOn(actor: Actor, { signal, onProgress }: MatchRebuildCourse = {}): Promise<'done' | 'interrupted'> {
    while (!signal?.aborted) {
      const phase = await this.matching.inTurn(actor, () => this.batch(actor));
      if (phase === 'done') return 'done';
      if (onProgress) onProgress(phase, await this.left(actor));
    }
    return 'interrupted';
  }

  /** How many subjects the phase that is under way has left; 0 when none is. */
  async left(actor: Actor): Promise<number> {
    return this.database.transaction(actor, async () => {
      const { phase, reached } = await this.states.current();
      if (phase === 'done') return 0;
      const [row] = await this.database.query<{ left: number }>(COUNT[phase], [reached ?? FIRST_ID]);
      return row?.left ?? 0;
    });
  }

  private async code(): Promise<string> {
    return `${CODE_EDITION} ${(await this.bridge.current()).edition}`;
  }

  private async batch(actor: Actor): Promise<RebuildPhase> {
    const { phase, reached } = await this.states.current();
    if (phase === 'done') return phase;
    const rows = await this.database.query<Subject>(NEXT[phase], [reached ?? FIRST_ID, BATCH[phase]]);
    for (const subject of rows) await this.work(actor, phase, subject);
    const last = rows.length < BATCH[phase] ? null : (rows.at(-1)?.id ?? null);
    await this.states.reach(last ? phase : following(phase), last);
    return phase;
  }

  private async work(actor: Actor, phase: MatchState['phase'], { id, features }: Subject): Promise<void> {
    if (phase === 'lists') return this.matching.makeList(actor, 'demand', id, features);
    const side: MatchSide = phase === 'companies' ? 'company' : 'demand';
    // What takes no part any more, though no event said so, leaves the lists as well.
    if (!(await this.matching.readFeatures(side, id))) await this.matching.makeList(actor, side, id, null);
  }
}

interface Subject extends Record<string, unknown> {
  readonly id: string;
  readonly features: DemandFeatures;
}

function following(phase: RebuildPhase): RebuildPhase {
  return REBUILD_PHASES[REBUILD_PHASES.indexOf(phase) + 1] ?? 'done';
}

const known = (side: MatchSide): string =>
  `SELECT subject_id FROM match_features WHERE side = '${side}' AND subject_id > $1`;
const SUBJECTS = {
  companies: `SELECT id FROM (SELECT id FROM companies WHERE status IN ('verified', 'listed') AND id > $1 UNION ${known('company')}) AS all_of_them`,
  demands: `SELECT id FROM (SELECT demand_id AS id FROM demand_listings WHERE status = 'open' AND demand_id > $1
              UNION ${known('demand')}) AS all_of_them`,
  lists: `SELECT subject_id AS id, features FROM match_features WHERE side = 'demand' AND subject_id > $1`,
} as const;

const statements = (kind: string, text: (subjects: string) => string) =>
  Object.fromEntries(
    Object.entries(SUBJECTS).map(([phase, subjects]) => [
      phase,
      { name: `matching.rebuild-${kind}-${phase}`, text: text(subjects) },
    ]),
  ) as Record<keyof typeof SUBJECTS, Statement>;
const NEXT = statements('next', (subjects) => `${subjects} ORDER BY id LIMIT $2`);
const COUNT = statements('left', (subjects) => `SELECT count(*)::integer AS left FROM (${subjects}) AS waiting`);
