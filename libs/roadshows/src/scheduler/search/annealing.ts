import { bits } from '../model/instance';
import type { Random } from '../model/random';
import { Chains } from './chains';
import type { Timetable } from './timetable';

/**
 * Temperatures in breaks: at the first most exchanges are taken, at the last next to none that make it worse. A large day
 * freezes where a small one still moves, and is drawn together more.
 */
const SMALL_DAY = { hot: 0.25, cold: 0.08, leanings: { idle: 0.05, crowding: 0 } };
const LARGE_DAY = { hot: 0.5, cold: 0.15, leanings: { idle: 0.2, crowding: 1.5 } };
/** Milliseconds of the first cooling, per meeting, and by how much each is longer than the one before. */
const PATIENCE = 1;
const GROWTH = 2;
const LONGEST = 40;
/** So many meetings that one slow cooling over all the time is better than several. */
const LARGE = 1_000;
/** Shares of the proposals: any meeting to any slot, up to there; from there up to here, of a participant with breaks. */
const ANYWHERE = 0.15;
const FOCUSED = 0.45;

/** One slot of a set, by chance. */
function anyOf(slots: number, random: Random): number {
  for (let skip = random.below(bits(slots)); skip > 0; skip--) slots &= slots - 1;
  return 31 - Math.clz32(slots & -slots);
}

/** Simulated annealing over chains between two slots; goes on where it stopped, as often as it is called. */
export class Annealing {
  private readonly chains: Chains;
  private readonly movable: Int32Array;
  private readonly day: typeof SMALL_DAY;
  private temperature: number;
  private breaks: number;
  private best: Int32Array | undefined;
  private bestBreaks = Infinity;
  private patience: number;
  private begun: number | undefined;
  /** What was drawn last; a meeting of -1 is nothing. */
  private meeting = -1;
  private slot = -1;
  /** Coolings that have ended. */
  coolings = 0;

  constructor(
    private readonly timetable: Timetable,
    private readonly random: Random,
    mostBreaks: number,
    span: number,
  ) {
    this.breaks = this.timetable.breaks;
    const { domain, meetings } = timetable.instance;
    const isMovable = (meeting: number) =>
      timetable.slotOf[meeting] >= 0 && (domain[meeting] & (domain[meeting] - 1)) !== 0;
    this.movable = Int32Array.from([...Array(meetings).keys()].filter(isMovable));
    this.day = this.movable.length < LARGE ? SMALL_DAY : LARGE_DAY;
    this.temperature = this.day.hot;
    this.chains = new Chains(timetable, mostBreaks, this.day.leanings);
    this.patience = this.movable.length < LARGE ? PATIENCE * this.movable.length : span;
    this.remember();
  }

  /** The slots of the best schedule that keeps all rules, and its breaks; undefined while none was met. */
  get found(): { slotOf: Int32Array; breaks: number } | undefined {
    return this.best && { slotOf: this.best, breaks: this.bestBreaks };
  }

  /** Goes on from another schedule, warm enough to leave it a little. */
  restart(slotOf: Int32Array, temperature: number): void {
    this.timetable.restore(slotOf);
    this.chains.recount();
    this.breaks = this.timetable.breaks;
    this.temperature = temperature;
    this.begun = undefined;
    this.remember();
  }

  /** Goes on until the time is up, the breaks are as few as the target or a cooling has ended. */
  run(deadline: number, target: number): void {
    if (!this.movable.length) return void (this.coolings += 1);
    while (this.bestBreaks > target) {
      for (let round = 0; round < 256; round++) this.step();
      const now = performance.now();
      this.begun ??= now - this.patience * this.progress;
      const done = (now - this.begun) / this.patience;
      if (done >= 1) return this.endCooling();
      this.temperature = this.day.hot * (this.day.cold / this.day.hot) ** done;
      if (now >= deadline) return;
    }
  }

  /** How far a cooling has come when it is so warm, from 0 to 1. */
  private get progress(): number {
    const { hot, cold } = this.day;
    return Math.log(this.temperature / hot) / Math.log(cold / hot);
  }

  private endCooling(): void {
    this.coolings += 1;
    this.temperature = this.day.hot;
    this.begun = undefined;
    this.patience = Math.min(LONGEST * this.movable.length, this.patience * GROWTH);
  }

  private step(): void {
    const { random, chains } = this;
    const chance = random.fraction();
    if (chance < ANYWHERE) this.drawAnywhere();
    else
      this.drawAtEdge(
        chance < FOCUSED && chains.brokenCount
          ? chains.aBroken(random)
          : random.below(this.timetable.instance.participants),
      );
    if (this.meeting < 0) return;
    const difference = chains.propose(this.meeting, this.slot);
    const isTaken = difference <= 0 || random.fraction() < Math.exp(-difference / this.temperature);
    if (!isTaken) return;
    chains.accept();
    this.breaks += chains.breaksChange;
    if (this.breaks < this.bestBreaks) this.remember();
  }

  /** Any meeting to any slot. */
  private drawAnywhere(): void {
    const { random, timetable } = this;
    this.meeting = this.movable[random.below(this.movable.length)];
    this.slot = random.below(timetable.instance.slots);
    if (this.slot === timetable.slotOf[this.meeting] || !((timetable.instance.domain[this.meeting] >>> this.slot) & 1))
      this.meeting = -1;
  }

  /**
   * A meeting at the end of a run of a participant to a slot beside a run: for this participant no new break, and the
   * other end of the chain is left to chance.
   */
  private drawAtEdge(participant: number): void {
    const { timetable, random } = this;
    const { capacity, domain, slots } = timetable.instance;
    const busy = timetable.busy[participant];
    const ends = busy & ~((busy << 1) & (busy >>> 1));
    const beside = ((busy << 1) | (busy >>> 1)) & ~busy & (2 ** slots - 1);
    this.meeting = -1;
    if (!ends || !beside) return;
    const seat = timetable.seatsOf(participant, anyOf(ends, random)) + random.below(capacity[participant]);
    const meeting = timetable.seats[seat];
    this.slot = anyOf(beside, random);
    if (meeting >= 0 && (domain[meeting] >>> this.slot) & 1) this.meeting = meeting;
  }

  private remember(): void {
    const { timetable } = this;
    if (this.breaks >= this.bestBreaks || timetable.overflow > 0 || !timetable.isFair) return;
    this.bestBreaks = this.breaks;
    this.best = timetable.slotOf.slice();
  }
}
