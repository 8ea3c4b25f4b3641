import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from '../model/instance';
import type { Conflict } from '../model/problem';
import { Random } from '../model/random';
import { Annealing } from './annealing';
import type { Order } from '../thread/protocol';
import { SharedBest } from './best';
import { Placement } from './placement';
import { Timetable } from './timetable';

/** Milliseconds between two looks at what the threads have to say. */
const SLICE = 40;
/** How long it is tried to leave out less once it is proven that not all fit. */
const CONSOLATION = 3_000;
/** Coolings without a better schedule after which the processor is left to the threads. */
const ENOUGH = 2;
/** From where the annealing goes on with a schedule that a thread found. */
const WARM = 0.2;

/** Who works beside the annealing; what is begun already goes on. */
export interface Support {
  begin(role: Order['role']): void;
}

/** What is known of a day while it is being scheduled: the best schedule, the bound, the conflict. */
export class Day {
  readonly best: SharedBest;
  conflict: Conflict | undefined;
  private readonly timetable: Timetable;
  private readonly placement: Placement;
  private annealing: Annealing | undefined;
  private coolingsAtBest = 0;
  private readonly random: Random;
  private placed: Int32Array | undefined;
  private proven: number | undefined;

  /** @param deadline of `performance.now` */
  constructor(
    readonly instance: Instance,
    seed: number,
    public bound: number,
    private readonly deadline: number,
  ) {
    this.best = SharedBest.for(instance.meetings);
    this.timetable = new Timetable(instance);
    this.random = new Random(seed);
    this.placement = new Placement(this.timetable, this.random);
  }

  get isSettled(): boolean {
    return this.conflict !== undefined || this.best.breaks <= this.bound;
  }

  /** Works until all is settled or the time is up. */
  async run(helpers?: Support): Promise<void> {
    const { deadline } = this;
    const consoled = this.conflict ? performance.now() + CONSOLATION : Infinity;
    if (!this.conflict) helpers?.begin('prove');
    await this.placeAll(Math.min(deadline, consoled));
    if (!this.timetable.unplaced.length) await this.anneal(deadline, helpers);
    else this.annealWhatIsPlaced(Math.min(deadline, performance.now() + 500));
  }

  /** A schedule that a thread found. */
  take(slotOf: Int32Array): void {
    const timetable = new Timetable(this.instance);
    timetable.restore(slotOf);
    if (!timetable.isFair || timetable.breaks >= this.best.breaks) return;
    this.best.write(slotOf, timetable.breaks);
    this.coolingsAtBest = this.annealing?.coolings ?? 0;
    this.annealing?.restart(slotOf, WARM);
  }

  /** The best schedule, or the one that places most. */
  result(): Timetable {
    // Where none kept all rules, the annealing may stand anywhere: what was placed keeps the tables at least.
    const slotOf = (this.best.read() ?? this.annealing?.found)?.slotOf ?? this.placed;
    if (slotOf) this.timetable.restore(slotOf);
    return this.timetable;
  }

  private async placeAll(deadline: number): Promise<void> {
    const { placement } = this;
    let until = deadline;
    while (performance.now() < until && this.best.breaks === Infinity) {
      const isPlaced = placement.run(Math.min(until, performance.now() + SLICE));
      if (isPlaced) return this.beginAnnealing();
      await nextTurn();
      if (this.conflict && placement.leavesLeast) break;
      if (this.conflict) until = Math.min(until, this.provenAt() + CONSOLATION);
    }
    placement.finish();
    const best = this.best.read();
    if (best) this.timetable.restore(best.slotOf);
    this.beginAnnealing();
  }

  private provenAt(): number {
    return (this.proven ??= performance.now());
  }

  private beginAnnealing(): void {
    this.placed = this.timetable.slotOf.slice();
    // Who never has a break makes fairness a limit for all others; where all have some, the solver knows better.
    const left = (this.deadline - performance.now()) * 0.92;
    this.annealing = new Annealing(this.timetable, this.random, this.instance.fairness, left);
    this.noteFound();
  }

  private noteFound(): void {
    const found = this.annealing?.found;
    if (!found || found.slotOf.includes(-1) || found.breaks >= this.best.breaks) return;
    this.best.write(found.slotOf, found.breaks);
    this.coolingsAtBest = this.annealing!.coolings;
  }

  private async anneal(deadline: number, helpers?: Support): Promise<void> {
    const annealing = this.annealing!;
    while (!this.isSettled && performance.now() < deadline) {
      if (helpers && annealing.coolings - this.coolingsAtBest > ENOUGH) await sleep(SLICE);
      else annealing.run(Math.min(deadline, performance.now() + SLICE), this.bound);
      this.noteFound();
      if (annealing.coolings > 0) helpers?.begin('seek');
      if (annealing.coolings > 1) helpers?.begin('improve');
      await nextTurn();
    }
  }

  private annealWhatIsPlaced(deadline: number): void {
    this.annealing?.run(deadline, 0);
  }
}
