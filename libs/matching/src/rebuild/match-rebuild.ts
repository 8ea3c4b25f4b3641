import { Injectable } from '@nestjs/common';
import type { Actor } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { LexiconBridge } from '@shuqiao/taxonomy';
import { Meanings } from '../embeddings/meanings';
import type { MatchSide } from '../features';
import { CODE_EDITION, type MatchState, MatchStates, REBUILD_PHASES, type RebuildPhase } from '../match-state';
import { Matching } from '../matching.service';
import type { ReadingHelper } from '../texts/reading/reading-helper';
import { TextMatches } from '../texts/text-matches';
import { ListMaker } from './list-maker';
import { MatchField } from './match-field';

/** How a rebuild is watched and ended. */
export interface MatchRebuildCourse {
  /** Ends it between two batches; it is taken up where it was. */
  readonly signal?: AbortSignal | undefined;
  /** Told after each batch how many subjects of the phase are left. */
  readonly onProgress?: (phase: RebuildPhase, left: number) => void;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const BATCH = { companies: 200, demands: 200, demand_lists: 20, company_lists: 50 } as const;
const SIDE = { companies: 'company', demands: 'demand', demand_lists: 'demand', company_lists: 'company' } as const;

/**
 * Matches everything anew, in four phases: the features of all companies, those of all demands, then the lists of demands and
 * those of companies. A batch is one transaction that also says how far it came, so that a crash repeats one batch at most,
 * and a worker and a command may work at it side by side. Subjects that change meanwhile are refreshed as ever: their pairs
 * are of the new edition at once.
 */
@Injectable()
export class MatchRebuild {
  constructor(
    private readonly database: Database,
    private readonly matching: Matching,
    private readonly states: MatchStates,
    private readonly bridge: LexiconBridge,
    private readonly texts: TextMatches,
    private readonly lists: ListMaker,
    private readonly meanings: Meanings,
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
    const code = await this.code();
    await this.database.transaction(actor, () => this.states.adopt(code));
    return this.goOn(actor, course);
  }

  /** Goes on with a rebuild that is under way; does nothing when none is. */
  async goOn(actor: Actor, course: MatchRebuildCourse = {}): Promise<'done' | 'interrupted'> {
    const work: Work = { actor, code: await this.code(), field: new MatchField(this.database), helper: undefined };
    try {
      return await this.goThrough(work, course);
    } finally {
      await this.dismiss(work);
    }
  }

  private async goThrough(work: Work, { signal, onProgress }: MatchRebuildCourse): Promise<'done' | 'interrupted'> {
    const { actor } = work;
    let counted: { phase: RebuildPhase; left: number } | undefined;
    let next: Promise<Batch | null> | undefined;
    while (!signal?.aborted) {
      const batch = await (next ?? this.first(work));
      if (!batch) return (await this.state(actor)).phase === 'done' ? 'done' : 'interrupted';
      next = this.following(work, batch);
      const { phase, done } = await this.write(work, batch);
      // Somebody else did it, or began anew: what was made ahead may not be what follows.
      if (done < batch.ids.length) next = void (await next?.catch(() => undefined));
      if (!onProgress || !done) continue;
      counted =
        counted?.phase === phase ? { phase, left: counted.left - done } : { phase, left: await this.left(actor) };
      onProgress(phase, Math.max(0, counted.left));
    }
    await next?.catch(() => undefined);
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
    const { bridge } = await this.bridge.current();
    return [CODE_EDITION, bridge.edition, this.meanings.space ?? []].flat().join(' ');
  }

  private state(actor: Actor): Promise<MatchState> {
    return this.database.transaction(actor, () => this.states.current());
  }

  /** Makes the batch where the rebuild stands; null when there is none, or none for this program's edition. */
  private async first(work: Work): Promise<Batch | null> {
    const state = await this.state(work.actor);
    // An old program beside a new one would make features its way and say that they are made.
    return state.phase === 'done' || state.code !== work.code ? null : this.make(work, state, state.phase);
  }

  /**
   * Makes what follows a batch while that is written: processor and database work side by side. Nothing at the end of a
   * phase, since the next one begins with what this one wrote.
   */
  private following(work: Work, { state, phase, last }: Batch): Promise<Batch | null> | undefined {
    if (!last) return undefined;
    const made = this.make(work, { ...state, reached: last }, phase);
    // Told to whoever waits for it, and to nobody if that is not done any more.
    made.catch(() => undefined);
    return made;
  }

  /** Does of a batch what needs no turn. */
  private async make(work: Work, state: MatchState, phase: Phase): Promise<Batch> {
    const values = [state.reached ?? FIRST_ID, BATCH[phase]];
    const rows = await this.database.queryOnce<{ id: string }>(work.actor, NEXT[phase], values);
    const ids = rows.map(({ id }) => id);
    const last = ids.length < BATCH[phase] ? null : (ids.at(-1) ?? null);
    const write = ids.length ? await this.begin(work, state, phase, ids) : undefined;
    return { state, phase, ids, last, write };
  }

  private async dismiss(work: Work): Promise<void> {
    const { helper } = work;
    work.helper = undefined;
    await helper?.stop();
  }

  /** Writes a batch; answers the phase and how many subjects were done. */
  private write({ actor, code }: Work, { state, phase, ids, last, write }: Batch) {
    return this.matching.inTurn(actor, async () => {
      const now = await this.states.current();
      const isSame = now.phase === phase && now.reached === state.reached && now.edition === state.edition;
      if (!isSame || now.code !== code) return { phase, done: -1 };
      await write?.();
      await this.states.reach(state.edition, last ? phase : following(phase), last);
      return { phase, done: ids.length };
    });
  }

  /** Does what needs no turn, and answers what is left to do in one. */
  private async begin(
    work: Work,
    state: MatchState,
    phase: Phase,
    ids: readonly string[],
  ): Promise<() => Promise<void>> {
    const { actor, field } = work;
    const side: MatchSide = SIDE[phase];
    if (phase === 'demand_lists' || phase === 'company_lists') {
      await this.dismiss(work);
      await this.matching.ready();
      const made = await this.lists.make(actor, field, side, ids, state);
      return () => this.lists.write(actor, field, made, state);
    }
    // A few texts are read before a thread for them has begun.
    if (ids.length === BATCH[phase]) work.helper ??= await this.texts.startHelper();
    const prepared = await this.matching.prepare(actor, side, ids, work.helper);
    return async () => {
      // What takes no part any more, though no event said so, leaves the lists as well.
      for (const id of await this.matching.keep(prepared)) await this.matching.makeList(actor, side, id, null);
    };
  }
}

type Phase = Exclude<RebuildPhase, 'done'>;

/** What a rebuild works with from its beginning to its end. */
interface Work {
  readonly actor: Actor;
  /** Of this program. */
  readonly code: string;
  /** Held for the time of the rebuild only. */
  readonly field: MatchField;
  /** While texts are read. */
  helper: ReadingHelper | undefined;
}

/** Some subjects that follow each other, with what was made for them and is not written yet. */
interface Batch {
  /** How far the rebuild was. */
  readonly state: MatchState;
  readonly phase: Phase;
  readonly ids: readonly string[];
  /** Null when none is left after them. */
  readonly last: string | null;
  /** In a turn. */
  readonly write: (() => Promise<void>) | undefined;
}

function following(phase: RebuildPhase): RebuildPhase {
  return REBUILD_PHASES[REBUILD_PHASES.indexOf(phase) + 1] ?? 'done';
}

const known = (side: MatchSide): string =>
  `SELECT subject_id AS id FROM match_features WHERE side = '${side}' AND subject_id > $1`;
const SUBJECTS = {
  companies: [`SELECT id FROM companies WHERE status IN ('verified', 'listed') AND id > $1`, known('company')],
  demands: [`SELECT demand_id AS id FROM demand_listings WHERE status = 'open' AND demand_id > $1`, known('demand')],
  demand_lists: [known('demand')],
  company_lists: [known('company')],
} as const;

const statements = (kind: string, text: (subjects: readonly string[]) => string) =>
  Object.fromEntries(
    Object.entries(SUBJECTS).map(([phase, subjects]) => [
      phase,
      { name: `matching.rebuild-${kind}-${phase}`, text: text(subjects) },
    ]),
  ) as Record<keyof typeof SUBJECTS, Statement>;
// Each part is cut by itself, so that not all that is left is looked through for each batch.
const NEXT = statements('next', (subjects) => {
  const parts = subjects.map((part) => `(${part} ORDER BY id LIMIT $2)`).join(' UNION ');
  return `SELECT id FROM (${parts}) AS following ORDER BY id LIMIT $2`;
});
const COUNT = statements(
  'left',
  (subjects) => `SELECT count(*)::integer AS left FROM (${subjects.join(' UNION ')}) AS waiting`,
);
