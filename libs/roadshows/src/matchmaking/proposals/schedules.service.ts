import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, fieldError, invalid, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION } from '@shuqiao/platform';
import { DELEGATE_BUSY } from '../../roadshow.errors';
import type { Placement } from '../../scheduler';
import { FIND_DAY, LOCK_DAY } from '../matchmaking-day.query';
import { DAY_STATE, NO_SUCH_PROPOSAL, PROPOSAL_CONFLICTS } from '../matchmaking.errors';
import { dayActed } from '../matchmaking.events';
import type { DayDetail } from '../matchmaking.types';
import { OCCUPY, RECORD_ACTS, RELEASE_DAY, UNSCHEDULE, VACATE } from './confirmation.query';
import { type DayFacts, dayProblem } from './day-problem';
import type { MeetingOfProblem } from './day-problem.query';
import { DayProblems } from './day-problems';
import { type SeatedMeeting, seatDelegates } from './delegates';
import { judge } from './judgement';
import { LOCK_PROPOSAL, PROPOSED_MEETINGS } from './proposal.query';
import type { ProposalSummary, ProposedMeeting } from './proposal.types';
import { placementOf } from './proposals.service';

type Row<T> = T & Record<string, unknown>;

interface Placed extends Record<string, unknown> {
  readonly ids: string[];
  readonly acts: string[];
}

/** The schedule of a day, which is the proposal that was confirmed last. */
@Injectable()
export class MeetingSchedules {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly problems: DayProblems,
    private readonly clock: Clock,
  ) {}

  /**
   * Confirms a proposal and releases it: meetings get their place, and whoever is concerned is told, all in one commit.
   * `version` is the day's, so that of two who confirm at once only the first does.
   * @throws DomainError STALE_VERSION, DAY_STATE, PROPOSAL_CONFLICTS with what conflicts, DELEGATE_BUSY.
   */
  confirm(actor: Actor, dayId: string, version: number, proposalId: string): Promise<DayDetail> {
    return this.database.transaction(actor, async () => {
      const day = await this.lockDay(dayId, version);
      const placements = await this.lockProposal(dayId, proposalId);
      const facts = await this.problems.facts(dayId);
      const { conflicts } = judge(dayProblem(facts), placements);
      // Fairness is an aim: a meeting that was cancelled since may have spoilt it, and no schedule is worse for keeping the others.
      const broken = conflicts.filter(({ rule }) => rule !== 'fairness');
      if (broken.length) throw new DomainError(PROPOSAL_CONFLICTS, { conflicts: broken.slice(0, 50).map(plain) });
      const counts = await this.place(actor, dayId, facts, placements);
      const released = await this.database.query(RELEASE_DAY, [dayId, version, proposalId, this.clock.now()]);
      if (!released.length) throw new DomainError(DAY_STATE, { status: day.status });
      await this.audit.record(actor, {
        action: 'matchmaking_day.released',
        subjectType: 'matchmaking_day',
        subjectId: dayId,
        details: { proposalId, ...counts },
      });
      await this.outbox.publish(actor, dayActed('released', dayId));
      const [row] = await this.database.query<{ view: DayDetail }>(FIND_DAY, [dayId]);
      return row!.view;
    });
  }

  private async lockDay(id: string, version: number): Promise<DayDetail> {
    const [row] = await this.database.query<{ view: DayDetail }>(LOCK_DAY, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    if (row.view.version !== version) throw new DomainError(STALE_VERSION);
    const { status } = row.view;
    if (status !== 'closed' && status !== 'released') throw new DomainError(DAY_STATE, { status });
    return row.view;
  }

  private async lockProposal(dayId: string, id: string): Promise<Placement[]> {
    const [row] = await this.database.query<{ view: ProposalSummary }>(LOCK_PROPOSAL, [id]);
    if (row?.view.dayId !== dayId || row.view.status !== 'finished')
      throw invalid(fieldError('/proposalId', NO_SUCH_PROPOSAL));
    const meetings = await this.database.query<Row<ProposedMeeting>>(PROPOSED_MEETINGS, [id]);
    return meetings.map(placementOf);
  }

  private async place(
    actor: Actor,
    dayId: string,
    facts: DayFacts,
    placements: readonly Placement[],
  ): Promise<{ scheduled: number; moved: number; unscheduled: number }> {
    const now = this.clock.now();
    const before = new Map(facts.meetings.map((meeting) => [meeting.id, meeting]));
    const seated = seatDelegates(facts, placements);
    if (seated.length < placements.length) throw new DomainError(DELEGATE_BUSY);
    const changed = seated.filter((one) => !isSame(one, before.get(one.id)!));
    const staying = seated.filter((one) => !changed.includes(one)).map(({ id }) => id);
    const vacated = await this.database.query<{ id: string }>(VACATE, [dayId, staying, now]);
    const rows = changed.map((one) => ({
      ...rowOf(one),
      act: before.get(one.id)!.slot === null ? 'scheduled' : 'moved',
    }));
    const [placed] = await this.database.query<Placed>(OCCUPY, [JSON.stringify(rows), now]);
    const { ids, acts } = placed!;
    const known = new Set(ids);
    const leftOut = vacated.map(({ id }) => id).filter((id) => !known.has(id));
    await this.database.query(UNSCHEDULE, [leftOut, now]);
    const done = [...acts, ...leftOut.map(() => 'unscheduled')];
    const by = [actor.kind, actor.accountId, actor.requestId];
    if (done.length) await this.database.query(RECORD_ACTS, [[...ids, ...leftOut], done, ...by]);
    const moved = rows.filter(({ act }) => act === 'moved').length;
    return { scheduled: rows.length - moved, moved, unscheduled: leftOut.length };
  }
}

function isSame({ slot, table, interpreter, delegates }: SeatedMeeting, before: MeetingOfProblem): boolean {
  const isThere = before.slot === slot && before.table === table && before.interpreterId === interpreter;
  return isThere && delegates.join() === before.delegates.join();
}

function rowOf({ id, slot, table, interpreter, delegates: [first, second] }: SeatedMeeting) {
  return { id, slot, table, first, second, interpreter };
}

function plain({
  rule,
  meetingIds,
  companyIds,
}: {
  rule: string;
  meetingIds: readonly string[];
  companyIds: readonly string[];
}) {
  return { rule, meetingIds: [...meetingIds], companyIds: [...companyIds] };
}
