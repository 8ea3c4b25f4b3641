import { check, type Placement, type Problem } from '../../scheduler';
import type { DayProblem } from './day-problem';
import type { ProposalDetail } from './proposal.types';

export type Judgement = Pick<
  ProposalDetail,
  'unplaced' | 'conflicts' | 'breaks' | 'mostBreaks' | 'leastBreaks' | 'tableChanges' | 'moves'
>;

/** What a proposal is worth by the day as it is now, whatever was true when it was made. */
export function judge({ problem, current }: DayProblem, placements: readonly Placement[]): Judgement {
  const { breaches, breaks, unplaced } = check(problem, placements);
  const conflicts = breaches.map(({ rule, meetings, participants }) => ({
    rule,
    meetingIds: meetings,
    companyIds: participants,
  }));
  const courses = coursesOf(problem, placements);
  const each = courses.map(breaksOf);
  const placed = new Map(placements.map(({ id, slot, table }) => [id, `${slot} ${table}`]));
  return {
    unplaced,
    conflicts,
    breaks,
    mostBreaks: Math.max(0, ...each),
    leastBreaks: each.length ? Math.min(...each) : 0,
    tableChanges: courses.reduce((sum, course) => sum + changesOf(course), 0),
    moves: current.filter(({ id, slot, table }) => placed.get(id) !== `${slot} ${table}`).length,
  };
}

/** What each company has in the order of the slots. */
function coursesOf({ participants, meetings }: Problem, placements: readonly Placement[]): Placement[][] {
  const courses = new Map<string, Placement[]>(participants.map(({ id }) => [id, []]));
  const companiesOf = new Map(meetings.map((meeting) => [meeting.id, meeting.participants]));
  for (const placement of [...placements].sort((a, b) => a.slot - b.slot))
    for (const company of companiesOf.get(placement.id) ?? []) courses.get(company)?.push(placement);
  return [...courses.values()];
}

function breaksOf(course: readonly Placement[]): number {
  return course.filter(({ slot }, index) => index > 0 && slot > course[index - 1]!.slot + 1).length;
}

function changesOf(course: readonly Placement[]): number {
  return course.filter(({ table, slot }, index) => {
    const before = course[index - 1];
    return before !== undefined && before.slot !== slot && before.table !== table;
  }).length;
}
