import { bits, breaksOf, type Instance } from '../model/instance';
import type { Random } from '../model/random';
import type { Timetable } from './timetable';

/** What a meeting beyond the tables of its slot costs, in breaks: dear, but a way through. */
const OVERFLOW = 1;
/** What else steers the exchanges. */
export interface Leanings {
  /** What an idle slot between two meetings costs: little, but it draws the meetings of a participant together. */
  readonly idle: number;
  /** What it costs to move a meeting from an empty slot into a full one: breaks are few in the middle of the day. */
  readonly crowding: number;
}

/** What each break costs that a participant has beyond what fairness allows. */
const UNFAIR = 3;

/** Idle slots between the first busy slot and the last. */
const idle = (busy: number) => (busy === 0 ? 0 : 1 + Math.clz32(busy & -busy) - Math.clz32(busy) - bits(busy));

/**
 * Exchanges between two slots that leave nobody with two meetings at a time (Kempe chains, as in the colouring of
 * edges): a meeting moves to the other slot, whoever it displaces there moves back, and so on. Only the participants at
 * the ends of such a chain are busy in other slots afterwards.
 */
export class Chains {
  private readonly instance: Instance;
  private readonly chain: Int32Array;
  private length = 0;
  private readonly touched: Int32Array;
  private touchedCount = 0;
  /** [participant]: by how many its meetings in the first slot change; in the second by as many the other way. */
  private readonly change: Int32Array;
  private readonly inChain: Int32Array;
  private readonly isTouched: Int32Array;
  private stamp = 0;
  private first = 0;
  private second = 0;
  /** The participants that have breaks, and [participant] where it stands there, or -1. */
  private readonly broken: Int32Array;
  private readonly brokenAt: Int32Array;
  brokenCount = 0;
  /** By how much the breaks grow with what was proposed last. */
  breaksChange = 0;
  /** By how many meetings the first slot grows, and [limit]: by how many that it counts. */
  private growth = 0;
  private readonly growthOf: Int32Array;
  /** [breaks]: what they cost a participant. */
  private readonly price: Float64Array;

  constructor(
    private readonly timetable: Timetable,
    mostBreaks: number,
    private readonly leanings: Leanings,
  ) {
    const { meetings, participants, slots, limits } = (this.instance = timetable.instance);
    this.growthOf = new Int32Array(limits.length);
    this.chain = new Int32Array(meetings);
    this.inChain = new Int32Array(meetings);
    this.touched = new Int32Array(participants);
    this.isTouched = new Int32Array(participants);
    this.change = new Int32Array(participants);
    this.broken = new Int32Array(participants);
    this.brokenAt = new Int32Array(participants);
    this.recount();
    this.price = Float64Array.from({ length: slots }, (_, count) => count + UNFAIR * Math.max(0, count - mostBreaks));
  }

  /** A participant that has breaks, by chance; there are `brokenCount` of them. */
  aBroken(random: Random): number {
    return this.broken[random.below(this.brokenCount)];
  }

  /** Looks at all participants anew, after the timetable was changed from outside. */
  recount(): void {
    this.brokenCount = 0;
    this.brokenAt.fill(-1);
    for (let participant = 0; participant < this.instance.participants; participant++) this.file(participant);
  }

  private file(participant: number): void {
    const isBroken = breaksOf(this.timetable.busy[participant]) > 0;
    const at = this.brokenAt[participant];
    if (isBroken === at >= 0) return;
    if (isBroken) {
      this.brokenAt[participant] = this.brokenCount;
      this.broken[this.brokenCount++] = participant;
      return;
    }
    const last = this.broken[(this.brokenCount -= 1)];
    this.broken[at] = last;
    this.brokenAt[last] = at;
    this.brokenAt[participant] = -1;
  }

  /**
   * Prepares the chain that takes the meeting to the slot.
   *
   * @returns by how much the cost would grow, or NaN where a domain, a precedence or a capacity forbids it
   */
  propose(meeting: number, slot: number): number {
    this.first = this.timetable.slotOf[meeting];
    this.second = slot;
    this.length = this.touchedCount = this.growth = this.breaksChange = 0;
    if (this.growthOf.length) this.growthOf.fill(0);
    this.stamp += 1;
    this.inChain[meeting] = this.stamp;
    this.chain[this.length++] = meeting;
    for (let next = 0; next < this.length; next++) if (!this.follow(this.chain[next])) return NaN;
    if (this.instance.precedences.length && !this.keepsOrder()) return NaN;
    return this.difference();
  }

  /** Carries out what was proposed last. */
  accept(): void {
    const { chain, length, timetable, first, second } = this;
    for (let position = 0; position < length; position++) {
      const meeting = chain[position];
      // The sign of the domain's place remembers nothing: where it stands is where it leaves.
      this.inChain[meeting] = timetable.slotOf[meeting] === first ? -second - 1 : -first - 1;
      timetable.remove(meeting);
    }
    for (let position = 0; position < length; position++) {
      const meeting = chain[position];
      timetable.place(meeting, -this.inChain[meeting] - 1);
    }
    for (let position = 0; position < this.touchedCount; position++) {
      const participant = this.touched[position];
      if (this.change[participant] !== 0) this.file(participant);
    }
  }

  /** Adds whom the meeting displaces; false where it cannot go. */
  private follow(meeting: number): boolean {
    const { instance, timetable } = this;
    const leavesFirst = timetable.slotOf[meeting] === this.first;
    const target = leavesFirst ? this.second : this.first;
    if (!((instance.domain[meeting] >>> target) & 1)) return false;
    this.growth += leavesFirst ? -1 : 1;
    const limits = instance.limitsOf[meeting];
    for (let position = 0; position < limits.length; position++)
      this.growthOf[limits[position]] += leavesFirst ? -1 : 1;
    const parties = instance.partiesOf[meeting];
    for (let position = 0; position < parties.length; position++) {
      const participant = parties[position];
      this.touch(participant, leavesFirst ? -1 : 1);
      const capacity = instance.capacity[participant];
      if (timetable.load[participant * instance.slots + target] < capacity) continue;
      this.displace(timetable.seatsOf(participant, target), capacity);
    }
    return true;
  }

  private touch(participant: number, change: number): void {
    if (this.isTouched[participant] !== this.stamp) {
      this.isTouched[participant] = this.stamp;
      this.touched[this.touchedCount++] = participant;
      this.change[participant] = 0;
    }
    this.change[participant] += change;
  }

  private displace(seat: number, capacity: number): void {
    const { seats } = this.timetable;
    for (let end = seat + capacity; seat < end; seat++) {
      const other = seats[seat];
      if (this.inChain[other] === this.stamp) continue;
      this.inChain[other] = this.stamp;
      this.chain[this.length++] = other;
      return;
    }
  }

  private difference(): number {
    const { timetable, instance, first, second, price } = this;
    const idleCost = this.leanings.idle;
    let difference = 0;
    for (let position = 0; position < this.touchedCount; position++) {
      const participant = this.touched[position];
      const change = this.change[participant];
      if (change === 0) continue;
      const inFirst = timetable.load[participant * instance.slots + first] + change;
      const inSecond = timetable.load[participant * instance.slots + second] - change;
      if (inFirst > instance.capacity[participant] || inSecond > instance.capacity[participant]) return NaN;
      const now = timetable.busy[participant];
      const without = now & ~((1 << first) | (1 << second));
      const then = without | (inFirst ? 1 << first : 0) | (inSecond ? 1 << second : 0);
      const [more, fewer] = [breaksOf(then), breaksOf(now)];
      this.breaksChange += more - fewer;
      difference += price[more] - price[fewer] + idleCost * (idle(then) - idle(now));
    }
    if (this.growth && this.leanings.crowding) difference += this.leanings.crowding * this.crowdingChange();
    return difference + OVERFLOW * this.overflowChange();
  }

  private crowdingChange(): number {
    const { used } = this.timetable;
    const { tables } = this.instance;
    const fullness = (slot: number) => used[slot] / Math.max(1, tables[slot]);
    return this.growth * (fullness(this.first) - fullness(this.second));
  }

  private overflowChange(): number {
    const { used, counted } = this.timetable;
    const { tables, limits, slots } = this.instance;
    let change = this.growth ? this.beyond(used, 0, tables, this.growth) : 0;
    for (let limit = 0; limit < limits.length; limit++)
      if (this.growthOf[limit]) change += this.beyond(counted, limit * slots, limits[limit].most, this.growthOf[limit]);
    return change;
  }

  /** By how many more meetings two slots are beyond the most, when the first grows. */
  private beyond(counts: Int32Array, from: number, most: Int32Array, growth: number): number {
    const [first, second] = [
      counts[from + this.first] - most[this.first],
      counts[from + this.second] - most[this.second],
    ];
    return Math.max(0, first + growth) - Math.max(0, first) + Math.max(0, second - growth) - Math.max(0, second);
  }

  private keepsOrder(): boolean {
    const { before, after } = this.instance;
    for (let position = 0; position < this.length; position++) {
      const meeting = this.chain[position];
      const slot = this.slotAfter(meeting);
      for (const other of before[meeting]) if (this.slotAfter(other) >= slot) return false;
      for (const other of after[meeting]) {
        const later = this.slotAfter(other);
        if (later >= 0 && later <= slot) return false;
      }
    }
    return true;
  }

  private slotAfter(meeting: number): number {
    const slot = this.timetable.slotOf[meeting];
    if (this.inChain[meeting] !== this.stamp) return slot;
    return slot === this.first ? this.second : this.first;
  }
}
