import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Audit, CONFIG, type Config, Database, Outbox } from '@shuqiao/platform';
import { type Course, findSatProgram, type Placement, type Schedule, type Status } from '../../scheduler';
import { proposalActed } from '../matchmaking.events';
import type { DayProblem } from './day-problem';
import { DayProblems } from './day-problems';
import { judge } from './judgement';
import {
  CLAIM_PROPOSAL,
  FAIL_PROPOSAL,
  FINISH_PROPOSAL,
  INSERT_PROPOSED,
  NOTE_ALIVE,
  NOTE_PROGRESS,
  WAITING_PROPOSALS,
} from './proposal.query';
import type { ProposalSummary } from './proposal.types';
import { repairInThread, solveInThread } from './solving';

/** Milliseconds between two signs of life; after a minute without one another worker takes the proposal up. */
const HEARTBEAT = 5_000;

type Made = Pick<Schedule, 'meetings' | 'seconds' | 'conflict' | 'breaks'> & {
  status: Status;
  lowerBound: number | null;
};

/** Makes proposals, in a worker. No transaction is open while a day is being scheduled. */
@Injectable()
export class ProposalRuns {
  private readonly logger = new Logger(ProposalRuns.name);

  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly problems: DayProblems,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Makes a proposal that waits; one that another worker has in hand is left to it. A worker that is told to end leaves it
   * as it is, to be taken up by the next. Safe to repeat.
   */
  async run(actor: Actor, id: string, signal?: AbortSignal): Promise<void> {
    const begun = await this.begin(actor, id);
    if (!begun) return;
    const { proposal, day } = begun;
    const beat = setInterval(() => void this.noteAlive(actor, id), HEARTBEAT);
    try {
      const made = proposal.keepsScheduled
        ? await repaired(day, proposal.seconds, signal)
        : await this.solve(actor, proposal, day, signal);
      await this.finish(actor, id, made);
    } catch (fault) {
      if (signal?.aborted) return;
      this.logger.error(fault, 'A proposal could not be made');
      await this.fail(actor, id);
    } finally {
      clearInterval(beat);
    }
  }

  /** Takes up what waits and what a worker left behind when it died. Returns how many there were. */
  async continueAll(actor: Actor, signal?: AbortSignal): Promise<number> {
    const waiting = await this.database.queryOnce<{ id: string }>(actor, WAITING_PROPOSALS, [this.clock.now()]);
    for (const { id } of waiting) if (!signal?.aborted) await this.run(actor, id, signal);
    return waiting.length;
  }

  private begin(actor: Actor, id: string): Promise<{ proposal: ProposalSummary; day: DayProblem } | null> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ view: ProposalSummary }>(CLAIM_PROPOSAL, [id, this.clock.now()]);
      if (!row) return null;
      if (row.view.status === 'failed') {
        await this.tellFailed(actor, id);
        return null;
      }
      return { proposal: row.view, day: await this.problems.read(row.view.dayId) };
    });
  }

  private async solve(
    actor: Actor,
    { id, seconds, seed }: ProposalSummary,
    { problem }: DayProblem,
    signal?: AbortSignal,
  ): Promise<Made> {
    const satProgram = findSatProgram({ PATH: process.env.PATH, SAT_SOLVER: this.config.SAT_SOLVER || undefined });
    let noting = Promise.resolve<unknown>(undefined);
    const note = (course: Course) => {
      const values = [id, JSON.stringify(course), this.clock.now()];
      noting = noting.then(() => this.database.queryOnce(actor, NOTE_PROGRESS, values)).catch(() => undefined);
    };
    const schedule = await solveInThread(problem, { seconds, seed, satProgram }, note, signal);
    await noting;
    return schedule;
  }

  private finish(actor: Actor, id: string, made: Made): Promise<void> {
    const { status, breaks, lowerBound, seconds, conflict, meetings } = made;
    return this.database.transaction(actor, async () => {
      const told = conflict ? JSON.stringify(conflict) : null;
      // What a list compares: the breaks of what is placed.
      const course = JSON.stringify({ breaks, lowerBound });
      const values = [id, status, lowerBound, told, seconds, this.clock.now(), course];
      // Somebody else has finished it meanwhile: his is the proposal.
      if (!(await this.database.query(FINISH_PROPOSAL, values)).length) return;
      await this.database.query(INSERT_PROPOSED, [id, JSON.stringify(meetings.map(rowOf))]);
      await this.record(actor, 'finished', id, { outcome: status });
      await this.outbox.publish(actor, proposalActed('finished', id));
    });
  }

  private fail(actor: Actor, id: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      if ((await this.database.query(FAIL_PROPOSAL, [id, this.clock.now()])).length) await this.tellFailed(actor, id);
    });
  }

  private async tellFailed(actor: Actor, id: string): Promise<void> {
    await this.record(actor, 'failed', id, {});
    await this.outbox.publish(actor, proposalActed('failed', id));
  }

  private async noteAlive(actor: Actor, id: string): Promise<void> {
    await this.database.queryOnce(actor, NOTE_ALIVE, [id, this.clock.now()]).catch(() => undefined);
  }

  private record(actor: Actor, past: string, id: string, details: { outcome?: Status }): Promise<void> {
    const entry = { action: `meeting_proposal.${past}`, subjectType: 'meeting_proposal', subjectId: id, details };
    return this.audit.record(actor, entry);
  }
}

const rowOf = ({ id, slot, table, interpreter }: Placement) => ({
  meetingId: id,
  slot,
  table,
  interpreterId: interpreter,
});

/** The announced schedule with what is new, by the fewest moves; of breaks it proves nothing. */
async function repaired(day: DayProblem, seconds: number, signal?: AbortSignal): Promise<Made> {
  const started = performance.now();
  const meetings = await repairInThread(day.problem, day.current, seconds, signal);
  const { unplaced, breaks } = judge(day, meetings);
  const took = Math.round(performance.now() - started) / 1000;
  return { status: unplaced.length ? 'unknown' : 'feasible', breaks, lowerBound: null, seconds: took, meetings };
}
