import { bits } from '../model/instance';
import type { Random } from '../model/random';
import { Timetable } from './timetable';

/**
 * Places the meetings, those with the fewest choices first, and moves others out of the way where one does not fit
 * (partial colouring with a tabu list: Blöchliger and Zufferey, Computers & Operations Research 35, 2008).
 */
export class Placement {
  private readonly waiting: number[];
  private readonly all: Int32Array;
  private readonly place: Int32Array;
  /** [meeting * slots + slot]: the step from which the meeting may return to the slot. */
  private readonly allowedFrom: Int32Array;
  /** [meeting]: how often it was moved out; who was often, is left alone. */
  private readonly evictions: Int32Array;
  private step = 0;
  private best: Int32Array;
  private bestWeight = -1;
  private leastWaiting = Infinity;

  constructor(
    private readonly timetable: Timetable,
    private readonly random: Random,
  ) {
    const { meetings, slots } = timetable.instance;
    this.allowedFrom = new Int32Array(meetings * slots);
    this.evictions = new Int32Array(meetings);
    this.place = new Int32Array(meetings).fill(-1);
    this.waiting = [];
    this.all = Int32Array.from({ length: meetings }, (_, meeting) => meeting);
    this.best = timetable.slotOf.slice();
    this.hardestFirst().forEach((meeting) => this.enqueue(meeting));
  }

  /**
   * Goes on until all are placed or the time is up; it may be called again.
   *
   * @returns whether all are placed
   */
  run(deadline: number): boolean {
    if (this.bestWeight < 0) this.fill();
    this.remember();
    while (this.waiting.length) {
      if ((this.step & 63) === 0 && performance.now() >= deadline) break;
      this.step += 1;
      if (!this.push()) break;
      this.remember();
    }
    return this.waiting.length === 0;
  }

  /** Whether less cannot be left out of a day that does not fit: what has no slot at all, or the lightest meeting. */
  get leavesLeast(): boolean {
    const { weight, domain } = this.timetable.instance;
    const sum = weight.reduce((total, each) => total + each, 0);
    const slotless = weight.reduce((total, each, meeting) => total + (domain[meeting] === 0 ? each : 0), 0);
    return sum - this.bestWeight <= Math.max(slotless, Math.min(...weight)) + 1e-9;
  }

  /** Leaves the timetable as it was when most was placed. */
  finish(): void {
    if (this.waiting.length) this.timetable.restore(this.best);
  }

  private hardestFirst(): number[] {
    const { domain, partiesOf, meetingsOf, meetings, weight } = this.timetable.instance;
    const hardness = Float64Array.from({ length: meetings }, (_, meeting) => {
      const demand = partiesOf[meeting].reduce((sum, participant) => sum + meetingsOf[participant].length, 0);
      return bits(domain[meeting]) - demand / 4 - weight[meeting] / 1000 + this.random.fraction();
    });
    const placeable = [...hardness.keys()].filter((meeting) => domain[meeting] !== 0);
    return placeable.sort((a, b) => hardness[a] - hardness[b]);
  }

  /** Puts each meeting where it fits at once, the emptiest slot first. */
  private fill(): void {
    const { instance, used } = this.timetable;
    for (const meeting of [...this.waiting]) {
      let chosen = -1;
      let least = Infinity;
      for (let slot = 0; slot < instance.slots; slot++) {
        if (!((instance.domain[meeting] >>> slot) & 1) || this.inTheWay(meeting, slot)?.length !== 0) continue;
        const fullness = used[slot] / instance.tables[slot] + this.random.fraction() / 100;
        if (fullness < least) [chosen, least] = [slot, fullness];
      }
      if (chosen >= 0) this.put(meeting, chosen);
    }
  }

  /** Places one that waits where the fewest are in its way. Nothing to do is false. */
  private push(): boolean {
    const { instance } = this.timetable;
    const meeting = this.waiting[this.random.below(this.waiting.length)];
    let chosen = -1;
    let least = Infinity;
    for (let slot = 0; slot < instance.slots; slot++) {
      if (!((instance.domain[meeting] >>> slot) & 1)) continue;
      const away = this.inTheWay(meeting, slot);
      if (!away) continue;
      const weight = away.reduce((sum, each) => sum + instance.weight[each] * (1 + this.evictions[each] / 16), 0);
      const isTabu = this.allowedFrom[meeting * instance.slots + slot] > this.step;
      const cost = weight + this.random.fraction() / 4 + (isTabu ? 1e6 : 0);
      if (cost < least) [chosen, least] = [slot, cost];
    }
    if (chosen < 0) return false;
    for (const other of this.inTheWay(meeting, chosen) ?? []) this.evict(other);
    this.put(meeting, chosen);
    return true;
  }

  /** The meetings that have to go for this one to be in this slot; undefined where there is no table at all. */
  private inTheWay(meeting: number, slot: number): number[] | undefined {
    const { timetable, random } = this;
    const { instance, seats, load, slotOf, used } = timetable;
    const away: number[] = [];
    const add = (other: number) => !away.includes(other) && away.push(other);
    for (const participant of instance.partiesOf[meeting]) {
      const capacity = instance.capacity[participant];
      if (load[participant * instance.slots + slot] < capacity) continue;
      add(seats[timetable.seatsOf(participant, slot) + random.below(capacity)]);
    }
    for (const other of instance.before[meeting]) if (slotOf[other] >= slot) add(other);
    for (const other of instance.after[meeting]) if (slotOf[other] >= 0 && slotOf[other] <= slot) add(other);
    for (let full; (full = timetable.fullLimit(meeting, slot, away)) >= 0;) {
      const other = this.someoneOf(instance.limits[full].meetings, slot, away);
      if (other < 0) return undefined;
      add(other);
    }
    const leaving = away.filter((other) => slotOf[other] === slot).length;
    if (used[slot] - leaving >= instance.tables[slot]) {
      const other = this.someoneOf(this.all, slot, away);
      if (other < 0) return undefined;
      add(other);
    }
    return away;
  }

  /** One of the meetings that is in the slot, was rarely moved out and does not leave anyway, by chance. */
  private someoneOf(meetings: Int32Array, slot: number, leaving: readonly number[]): number {
    const { slotOf } = this.timetable;
    let chosen = -1;
    const start = this.random.below(meetings.length);
    for (let step = 0, found = 0; step < meetings.length && found < 3; step++) {
      const meeting = meetings[(start + step) % meetings.length];
      if (slotOf[meeting] !== slot || leaving.includes(meeting)) continue;
      found += 1;
      if (chosen < 0 || this.evictions[meeting] < this.evictions[chosen]) chosen = meeting;
    }
    return chosen;
  }

  private evict(meeting: number): void {
    const { timetable } = this;
    const slot = timetable.slotOf[meeting];
    const tenure = 4 + this.random.below(10) + Math.floor(this.waiting.length * 0.6);
    this.allowedFrom[meeting * timetable.instance.slots + slot] = this.step + tenure;
    this.evictions[meeting] += 1;
    timetable.remove(meeting);
    this.enqueue(meeting);
  }

  private put(meeting: number, slot: number): void {
    const [position, last] = [this.place[meeting], this.waiting.pop()!];
    if (last !== meeting) {
      this.waiting[position] = last;
      this.place[last] = position;
    }
    this.timetable.place(meeting, slot);
  }

  private enqueue(meeting: number): void {
    this.place[meeting] = this.waiting.length;
    this.waiting.push(meeting);
  }

  private remember(): void {
    const { slotOf, instance } = this.timetable;
    if (this.bestWeight >= 0 && this.waiting.length > this.leastWaiting + 2) return;
    let weight = 0;
    for (let meeting = 0; meeting < slotOf.length; meeting++)
      if (slotOf[meeting] >= 0) weight += instance.weight[meeting];
    if (weight <= this.bestWeight) return;
    this.bestWeight = weight;
    this.leastWaiting = this.waiting.length;
    this.best = slotOf.slice();
  }
}
