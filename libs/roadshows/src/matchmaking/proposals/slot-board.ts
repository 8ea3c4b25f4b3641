import type { Meeting, Problem } from '../../scheduler';
import { matchInterpreters, type Needs, needsOf } from './seating';

/** Who is where in each slot, for small changes by hand or by repair. Slots are counted from 1. */
export class SlotBoard {
  private readonly at = new Map<string, number>();
  private readonly held = new Map<number, Set<string>>();
  /** What was done since the beginning, to be taken back: the meeting and where it was before. */
  private readonly log: [id: string, slot: number | undefined][] = [];
  private readonly meetings: ReadonlyMap<string, Meeting>;
  private readonly forbidden: ReadonlyMap<string, ReadonlySet<number>>;
  private readonly capacity: ReadonlyMap<string, number>;
  private readonly needs: Needs;

  constructor(private readonly problem: Problem) {
    this.meetings = new Map(problem.meetings.map((meeting) => [meeting.id, meeting]));
    this.forbidden = new Map(problem.participants.map(({ id, forbidden }) => [id, new Set(forbidden)]));
    this.needs = needsOf(problem);
    this.capacity = new Map(problem.participants.map(({ id, capacity }) => [id, capacity]));
  }

  meeting(id: string): Meeting {
    return this.meetings.get(id)!;
  }

  /** Slots that the meeting's own rules allow, whoever else is there. */
  domain(id: string): number[] {
    const { participants, session, fixedSlot } = this.meeting(id);
    const slots = fixedSlot === null ? Array.from({ length: this.problem.slots }, (_, slot) => slot + 1) : [fixedSlot];
    return slots.filter((slot) => {
      const half = slot <= this.problem.morningSlots ? 'morning' : 'afternoon';
      const isThere = participants.every((participant) => !this.forbidden.get(participant)!.has(slot));
      return isThere && (session === null || session === half);
    });
  }

  get slotOf(): ReadonlyMap<string, number> {
    return this.at;
  }

  /** A point to come back to by `undo`. */
  get mark(): number {
    return this.log.length;
  }

  /** Puts a meeting into a slot, or takes it out of all. */
  move(id: string, slot: number | undefined): void {
    this.log.push([id, this.at.get(id)]);
    this.set(id, slot);
  }

  undo(mark: number): void {
    while (this.log.length > mark) this.set(...this.log.pop()!);
  }

  in(slot: number): string[] {
    return [...(this.held.get(slot) ?? [])];
  }

  /** Meetings of the slot that share a company with this one which would meet too many at a time. */
  clashes(id: string, slot: number): string[] {
    const there = this.in(slot);
    const crowded = this.meeting(id).participants.flatMap((participant) => {
      const own = there.filter((other) => this.meeting(other).participants.includes(participant));
      return own.length >= this.capacity.get(participant)! ? own.slice(this.capacity.get(participant)! - 1) : [];
    });
    return [...new Set(crowded)];
  }

  hasTables(slot: number): boolean {
    const { tables } = this.problem;
    return (this.held.get(slot)?.size ?? 0) <= (typeof tables === 'number' ? tables : (tables[slot - 1] ?? 0));
  }

  /** Whether each meeting of the slot that needs an interpreter can have one to itself. */
  hasInterpreters(slot: number): boolean {
    const needy = this.needs.size ? this.in(slot).filter((id) => this.needs.has(id)) : [];
    return !needy.length || matchInterpreters(this.problem, this.needs, needy, slot).size === needy.length;
  }

  keepsOrder(id: string): boolean {
    return this.problem.precedences.every(([first, second]) => {
      if (first !== id && second !== id) return true;
      const [a, b] = [this.at.get(first), this.at.get(second)];
      return a === undefined || b === undefined || a < b;
    });
  }

  private set(id: string, slot: number | undefined): void {
    const before = this.at.get(id);
    if (before !== undefined) this.held.get(before)!.delete(id);
    if (slot === undefined) this.at.delete(id);
    else {
      this.at.set(id, slot);
      this.held.set(slot, (this.held.get(slot) ?? new Set()).add(id));
    }
  }
}
