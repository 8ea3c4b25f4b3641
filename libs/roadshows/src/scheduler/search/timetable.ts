import { breaksOf, type Instance } from '../model/instance';

/** A schedule in the making. No participant is ever over its capacity; tables may be, while the search goes on. */
export class Timetable {
  /** [meeting]: its slot, or -1. */
  readonly slotOf: Int32Array;
  /** [slot]: meetings in it. */
  readonly used: Int32Array;
  /** [limit * slots + slot]: meetings in it that the limit counts. */
  readonly counted: Int32Array;
  /** [participant]: slots in which it has a meeting. */
  readonly busy: Int32Array;
  /** [participant * slots + slot]: meetings of the participant. */
  readonly load: Int32Array;
  /** [seat]: the meeting there, or -1. A participant has `capacity` seats a slot: see `seatsOf`. */
  readonly seats: Int32Array;
  private readonly firstSeat: Int32Array;

  constructor(readonly instance: Instance) {
    const { participants, meetings, slots, capacity } = instance;
    this.slotOf = new Int32Array(meetings).fill(-1);
    this.used = new Int32Array(slots);
    this.counted = new Int32Array(instance.limits.length * slots);
    this.busy = new Int32Array(participants);
    this.load = new Int32Array(participants * slots);
    this.firstSeat = new Int32Array(participants);
    let seats = 0;
    for (let participant = 0; participant < participants; participant++) {
      this.firstSeat[participant] = seats;
      seats += capacity[participant] * slots;
    }
    this.seats = new Int32Array(seats).fill(-1);
  }

  /** Where the seats of a participant in a slot begin; there are `capacity[participant]` of them. */
  seatsOf(participant: number, slot: number): number {
    return this.firstSeat[participant] + slot * this.instance.capacity[participant];
  }

  /** Puts a meeting, which stands nowhere, into a slot where its participants have a free seat. */
  place(meeting: number, slot: number): void {
    this.slotOf[meeting] = slot;
    this.used[slot] += 1;
    for (const limit of this.instance.limitsOf[meeting]) this.counted[limit * this.instance.slots + slot] += 1;
    for (const participant of this.instance.partiesOf[meeting]) {
      let seat = this.seatsOf(participant, slot);
      while (this.seats[seat] >= 0) seat += 1;
      this.seats[seat] = meeting;
      this.load[participant * this.instance.slots + slot] += 1;
      this.busy[participant] |= 1 << slot;
    }
  }

  remove(meeting: number): void {
    const slot = this.slotOf[meeting];
    this.slotOf[meeting] = -1;
    this.used[slot] -= 1;
    for (const limit of this.instance.limitsOf[meeting]) this.counted[limit * this.instance.slots + slot] -= 1;
    for (const participant of this.instance.partiesOf[meeting]) {
      let seat = this.seatsOf(participant, slot);
      while (this.seats[seat] !== meeting) seat += 1;
      this.seats[seat] = -1;
      if ((this.load[participant * this.instance.slots + slot] -= 1) === 0) this.busy[participant] &= ~(1 << slot);
    }
  }

  /** Takes over the slots of all meetings. */
  restore(slotOf: Int32Array): void {
    for (let meeting = 0; meeting < slotOf.length; meeting++) if (this.slotOf[meeting] >= 0) this.remove(meeting);
    for (let meeting = 0; meeting < slotOf.length; meeting++)
      if (slotOf[meeting] >= 0) this.place(meeting, slotOf[meeting]);
  }

  get breaks(): number {
    let sum = 0;
    for (const slots of this.busy) sum += breaksOf(slots);
    return sum;
  }

  /** Meetings beyond the tables and beyond what the interpreters allow, summed over the slots. */
  get overflow(): number {
    const { tables, limits, slots } = this.instance;
    const beyond = (most: Int32Array, counted: Int32Array) =>
      counted.reduce((sum, count, slot) => sum + Math.max(0, count - most[slot]), 0);
    return limits.reduce(
      (sum, { most }, limit) => sum + beyond(most, this.counted.subarray(limit * slots, (limit + 1) * slots)),
      beyond(tables, this.used),
    );
  }

  /** A limit that one more of this meeting's kind in the slot would break, or -1. */
  fullLimit(meeting: number, slot: number, leaving: readonly number[]): number {
    const { limits, limitsOf, slots } = this.instance;
    for (const limit of limitsOf[meeting]) {
      const gone = leaving.filter((other) => this.slotOf[other] === slot && limitsOf[other].includes(limit)).length;
      if (this.counted[limit * slots + slot] - gone >= limits[limit].most[slot]) return limit;
    }
    return -1;
  }

  get isFair(): boolean {
    let [least, most] = [Infinity, 0];
    for (const slots of this.busy) {
      const breaks = breaksOf(slots);
      if (breaks < least) least = breaks;
      if (breaks > most) most = breaks;
    }
    return most - least <= this.instance.fairness || this.instance.participants === 0;
  }

  get unplaced(): number[] {
    const meetings: number[] = [];
    this.slotOf.forEach((slot, meeting) => slot < 0 && meetings.push(meeting));
    return meetings;
  }
}
