import type { Placement } from '../../scheduler';
import type { DayFacts } from './day-problem';
import type { MeetingOfProblem, ParticipantRow } from './day-problem.query';

export interface SeatedMeeting extends Placement {
  /** In the order of the meeting's companies. */
  readonly delegates: readonly [string, string];
}

/**
 * Who sits at each table: the first delegate of each company who is free, so that nobody is at two tables, or at a table
 * and in a session. Meetings that stay where they are keep theirs. Left out is what nobody is free for.
 */
export function seatDelegates({ participants, meetings }: DayFacts, placements: readonly Placement[]): SeatedMeeting[] {
  const rows = new Map(participants.map((participant) => [participant.companyId, participant]));
  const facts = new Map(meetings.map((meeting) => [meeting.id, meeting]));
  const taken = new Set<string>();
  const choose = (row: ParticipantRow, slot: number, kept: string | null): string | null => {
    const isFree = (accountId: string) =>
      !taken.has(`${slot} ${accountId}`) && !row.busy.some((one) => one.accountId === accountId && one.slot === slot);
    const candidates = kept ? [kept, ...row.delegates] : row.delegates;
    const chosen = candidates.find((id) => row.delegates.includes(id) && isFree(id)) ?? null;
    if (chosen) taken.add(`${slot} ${chosen}`);
    return chosen;
  };
  const stays = ({ id, slot }: Placement) => facts.get(id)?.slot === slot;
  // Who keeps his delegate comes first, so that nobody takes him away.
  const ordered = [...placements].sort((a, b) => Number(stays(b)) - Number(stays(a)));
  return ordered.flatMap((placement) => {
    const meeting: MeetingOfProblem = facts.get(placement.id)!;
    const kept = stays(placement) ? meeting.delegates : [null, null];
    const [one, other] = meeting.companyIds.map((id, side) =>
      choose(rows.get(id)!, placement.slot, kept[side] ?? null),
    );
    return one && other ? [{ ...placement, delegates: [one, other] as const }] : [];
  });
}
