import type { Random } from '../model/random';
import { Chains } from './chains';
import type { Timetable } from './timetable';

/** Temperatures in breaks: at the first most exchanges are taken, at the last next to none that make it worse. */
const HOT = 0.25;
const COLD = 0.08;
/** Milliseconds of the first cooling, per meeting, and by how much each is longer than the one before. */
const PATIENCE = 1;
const GROWTH = 2;
const LONGEST = 40;
/** So many meetings that one slow cooling over all the time is better than several. */
const LARGE = 1_000;
/** The cost also counts idle slots; a schedule is looked at from so much above the best number of breaks on. */
const REACH = 4;

/** How far a cooling has come when it is so warm, from 0 to 1. */
const progress = (temperature: number) => Math.log(temperature / HOT) / Math.log(COLD / HOT);

/** Simulated annealing over chains between two slots; goes on where it stopped, as often as it is called. */
export class Annealing {
  private readonly chains: Chains;
  private readonly movable: Int32Array;
  private temperature = HOT;
  private cost: number;
  private best: Int32Array | undefined;
  private bestBreaks = Infinity;
  private patience: number;
  private begun: number | undefined;
  /** Coolings that have ended. */
  coolings = 0;

  constructor(
    private readonly timetable: Timetable,
    private readonly random: Random,
    mostBreaks: number,
    span: number,
  ) {
    this.chains = new Chains(timetable, mostBreaks);
    this.cost = this.chains.cost;
    const { domain, meetings } = timetable.instance;
    const isMovable = (meeting: number) => timetable.slotOf[meeting] >= 0 && (domain[meeting] & (domain[meeting] - 1)) !== 0;
    this.movable = Int32Array.from([...Array(meetings).keys()].filter(isMovable));
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
    this.cost = this.chains.cost;
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
      this.begun ??= now - this.patience * progress(this.temperature);
      const done = (now - this.begun) / this.patience;
      if (done >= 1) return this.endCooling();
      this.temperature = HOT * (COLD / HOT) ** done;
      if (now >= deadline) return;
    }
  }

  private endCooling(): void {
    this.coolings += 1;
    this.temperature = HOT;
    this.begun = undefined;
    this.patience = Math.min(LONGEST * this.movable.length, this.patience * GROWTH);
  }

  private step(): void {
    const { random, timetable } = this;
    const meeting = this.movable[random.below(this.movable.length)];
    const slot = random.below(timetable.instance.slots);
    if (slot === timetable.slotOf[meeting] || !((timetable.instance.domain[meeting] >>> slot) & 1)) return;
    const difference = this.chains.propose(meeting, slot);
    const isTaken = difference <= 0 || random.fraction() < Math.exp(-difference / this.temperature);
    if (!isTaken) return;
    this.chains.accept();
    this.cost += difference;
    if (difference < 0 && this.cost < this.bestBreaks + REACH) this.remember();
  }

  private remember(): void {
    const { timetable } = this;
    if (timetable.overflow > 0 || !timetable.isFair) return;
    const breaks = timetable.breaks;
    if (breaks >= this.bestBreaks) return;
    this.bestBreaks = breaks;
    this.best = timetable.slotOf.slice();
  }
}
