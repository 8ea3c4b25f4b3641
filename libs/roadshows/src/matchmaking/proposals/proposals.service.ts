import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  fieldError,
  invalid,
  newId,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION } from '@shuqiao/platform';
import type { Placement } from '../../scheduler';
import { FIND_DAY, LOCK_DAY } from '../matchmaking-day.query';
import { DAY_STATE, NO_SUCH_INTERPRETER, NO_SUCH_MEETING, NO_SUCH_SLOT, PROPOSAL_STATE } from '../matchmaking.errors';
import { proposalActed } from '../matchmaking.events';
import type { DayDetail } from '../matchmaking.types';
import { DayProblems } from './day-problems';
import { judge } from './judgement';
import {
  FIND_PROPOSAL,
  INSERT_PROPOSAL,
  IS_PROPOSED,
  LIST_PROPOSALS,
  LOCK_PROPOSAL,
  PROPOSED_MEETINGS,
  PUT_PROPOSED,
  TAKE_PROPOSED_OUT,
  TOUCH_PROPOSAL,
} from './proposal.query';
import type { ProposalDetail, ProposalOrder, ProposalSummary, ProposedMeeting } from './proposal.types';

interface View {
  readonly view: ProposalSummary;
}

/** Proposals of the scheduler, as the secretariat orders, compares and changes them. */
@Injectable()
export class MeetingProposals {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly problems: DayProblems,
    private readonly clock: Clock,
  ) {}

  /** Orders a proposal, which a worker makes. @throws DomainError DAY_STATE, PROPOSAL_RUNNING. */
  order(actor: Actor, dayId: string, { keepsScheduled, seconds, seed }: ProposalOrder): Promise<ProposalSummary> {
    return this.database.transaction(actor, async () => {
      const [day] = await this.database.query<{ view: DayDetail }>(LOCK_DAY, [dayId]);
      if (!day) throw new DomainError(NOT_FOUND);
      const { status } = day.view;
      if (status === 'draft' || status === 'cancelled') throw new DomainError(DAY_STATE, { status });
      const values = [newId(), dayId, keepsScheduled, seconds, seed, actor.accountId, this.clock.now()];
      const [row] = await this.database.query<View>(INSERT_PROPOSAL, values);
      await this.record(actor, 'requested', row.view.id, { dayId });
      await this.outbox.publish(actor, proposalActed('requested', row.view.id));
      return row.view;
    });
  }

  /** All of a day, newest first: to be compared. */
  list(actor: Actor, dayId: string, page: PageRequest): Promise<Page<ProposalSummary>> {
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      if (!(await this.database.query(FIND_DAY, [dayId])).length) throw new DomainError(NOT_FOUND);
      const rows = await this.database.query<View>(LIST_PROPOSALS, [dayId, after, page.limit + 1]);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        (proposal) => [proposal.id],
      );
    });
  }

  find(actor: Actor, id: string): Promise<ProposalDetail> {
    return this.database.transaction(actor, () => this.judged(id));
  }

  /**
   * Puts a meeting elsewhere by hand, or takes it out by null. What conflicts is shown, not refused: two meetings change
   * places by way of a conflict.
   * @throws DomainError STALE_VERSION, PROPOSAL_STATE, VALIDATION_FAILED.
   */
  move(
    actor: Actor,
    id: string,
    version: number,
    meetingId: string,
    place: Omit<ProposedMeeting, 'meetingId'> | null,
  ): Promise<ProposalDetail> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<View>(LOCK_PROPOSAL, [id]);
      if (!row) throw new DomainError(NOT_FOUND);
      const { status, dayId, isConfirmed } = row.view;
      if (status !== 'finished' || isConfirmed) throw new DomainError(PROPOSAL_STATE, { status });
      if (place) await this.requirePlace(dayId, meetingId, place);
      else await this.requireProposed(id, meetingId);
      const touched = await this.database.query(TOUCH_PROPOSAL, [id, version]);
      if (!touched.length) throw new DomainError(STALE_VERSION);
      if (place) await this.database.query(PUT_PROPOSED, [id, meetingId, place.slot, place.table, place.interpreterId]);
      else await this.database.query(TAKE_PROPOSED_OUT, [id, meetingId]);
      const to = place && { slot: place.slot, table: place.table };
      await this.record(actor, 'changed', id, { meetingId, to });
      return this.judged(id);
    });
  }

  private async requirePlace(
    dayId: string,
    meetingId: string,
    { slot, interpreterId }: Omit<ProposedMeeting, 'meetingId'>,
  ): Promise<void> {
    const { problem } = await this.problems.read(dayId);
    if (!problem.meetings.some((meeting) => meeting.id === meetingId)) throw invalid(fieldError('', NO_SUCH_MEETING));
    if (slot > problem.slots) throw invalid(fieldError('/place/slot', NO_SUCH_SLOT));
    if (interpreterId !== null && !problem.interpreters.some(({ id }) => id === interpreterId))
      throw invalid(fieldError('/place/interpreterId', NO_SUCH_INTERPRETER));
  }

  /** What has been cancelled since can still be taken out: that is how such a proposal is mended. */
  private async requireProposed(id: string, meetingId: string): Promise<void> {
    const proposed = await this.database.query(IS_PROPOSED, [id, meetingId]);
    if (!proposed.length) throw invalid(fieldError('', NO_SUCH_MEETING));
  }

  private async judged(id: string): Promise<ProposalDetail> {
    const [row] = await this.database.query<View>(FIND_PROPOSAL, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    const rows = await this.database.query<ProposedMeeting & Record<string, unknown>>(PROPOSED_MEETINGS, [id]);
    const meetings: ProposedMeeting[] = rows;
    const day = await this.problems.read(row.view.dayId);
    return { ...row.view, meetings, ...judge(day, meetings.map(placementOf)) };
  }

  private record(
    actor: Actor,
    past: string,
    id: string,
    details: Parameters<Audit['record']>[1]['details'],
  ): Promise<void> {
    return this.audit.record(actor, {
      action: `meeting_proposal.${past}`,
      subjectType: 'meeting_proposal',
      subjectId: id,
      details: details ?? {},
    });
  }
}

export function placementOf({ meetingId, slot, table, interpreterId }: ProposedMeeting): Placement {
  return { id: meetingId, slot, table, interpreter: interpreterId };
}
