import { breaksOf, type Instance } from '../model/instance';

/** A schedule in the making. No participant is ever over its capacity; tables may be, while the search goes on. */
export class Timetable {
  /** [meeting]: its slot, or -1. */
  readonly slotOf: Int32Array;
  /** [slot]: meetings in it. */
  readonly used: Int32Array;
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

  /** Meetings beyond the tables, summed over the slots. */
  get overflow(): number {
    return this.used.reduce((sum, count, slot) => sum + Math.max(0, count - this.instance.tables[slot]), 0);
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
