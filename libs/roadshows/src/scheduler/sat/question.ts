import type { Instance } from '../model/instance';
import { encode, type Encoding, surplus } from './encoding';
import { type Answer, type Effort, SatSolver } from './cadical';
import { askProgram, type ProgramAnswer } from './program';

/** How far the counter of surplus breaks reaches at first. */
const REACH = 12;

/** "Is there a schedule with at most so many breaks?", asked as often as one likes. */
export class Question {
  private readonly encoding: Encoding;
  private counter: number[] = [];
  private reached = 0;
  /** What another program answered last. */
  private answered: ProgramAnswer | undefined;
  private wasBounded = false;
  private told = 0;
  private readonly leastOfAll: number;

  private constructor(
    private readonly instance: Instance,
    private readonly least: readonly number[],
    private readonly solver: SatSolver,
  ) {
    this.encoding = encode(instance);
    this.leastOfAll = least.reduce((sum, each) => sum + each, 0);
    this.reach(REACH);
  }

  /** @param least [participant]: breaks that it has in any schedule */
  static async about(instance: Instance, least: readonly number[], effort?: Effort): Promise<Question> {
    return new Question(instance, least, await SatSolver.create(effort));
  }

  /** @param breaks at most so many, not below the sum of the least; Infinity asks for any schedule */
  ask(breaks: number, isOver: () => boolean, conflicts?: number): Answer {
    const literals = this.literalsFor(breaks);
    return this.askBuiltIn(literals, isOver, conflicts);
  }

  /**
   * Asks for a schedule in which these participants have no more breaks than they must. Their meetings are in windows
   * then, and a question about a few breaks of a few others is nearly as easy as one about none.
   */
  async askNarrowly(
    program: string | undefined,
    breaks: number,
    unbroken: readonly number[],
    isOver: () => boolean,
  ): Promise<Answer> {
    const { broken } = this.encoding;
    const narrow = unbroken.flatMap((participant) => -broken[participant][this.least[participant]] || []);
    const literals = [...this.literalsFor(breaks), ...narrow];
    return program ? this.askProgram(program, literals, isOver) : this.askBuiltIn(literals, isOver);
  }

  private askBuiltIn(literals: readonly number[], isOver: () => boolean, conflicts?: number): Answer {
    this.answered = undefined;
    this.solver.add(this.encoding.cnf.since(this.told));
    this.told = this.encoding.cnf.end;
    return this.solver.solve(literals, isOver, conflicts);
  }

  /** Has another program answer it. */
  async askOf(program: string, breaks: number, isOver: () => boolean): Promise<Answer> {
    return this.askProgram(program, this.literalsFor(breaks), isOver);
  }

  private async askProgram(program: string, literals: readonly number[], isOver: () => boolean): Promise<Answer> {
    this.answered = await askProgram(program, this.encoding.cnf, literals, isOver);
    this.wasBounded = literals.length > 0;
    return this.answered.answer;
  }

  private literalsFor(breaks: number): number[] {
    const more = breaks - this.leastOfAll;
    if (more === Infinity) return [];
    this.reach(more + 1);
    const tooMany = this.counter[more];
    return tooMany ? [-tooMany] : [];
  }

  /** Whether the last refusal had nothing to do with the number of breaks. */
  get isImpossible(): boolean {
    return this.answered ? !this.wasBounded : this.solver.failed.length === 0;
  }

  /** [meeting]: its slot in the schedule that was found. */
  get slotOf(): Int32Array {
    const { slots, meetings } = this.instance;
    const { held } = this.encoding;
    const slotIn = (meeting: number) => {
      for (let slot = 0; slot < slots; slot++) {
        const variable = held[meeting * slots + slot];
        if (variable && this.holds(variable)) return slot;
      }
      return -1;
    };
    return Int32Array.from({ length: meetings }, (_, meeting) => slotIn(meeting));
  }

  private holds(variable: number): boolean {
    return this.answered ? this.answered.holding.has(variable) : this.solver.holds(variable);
  }

  /** Looks near this schedule first. */
  lookNear(slotOf: Int32Array): void {
    const { slots } = this.instance;
    this.encoding.held.forEach((variable, index) => {
      if (variable) this.solver.prefer(slotOf[Math.floor(index / slots)] === index % slots ? variable : -variable);
    });
  }

  dispose(): void {
    this.solver.dispose();
  }

  /** Makes the counter of surplus breaks tell so many apart. */
  private reach(more: number): void {
    if (more <= this.reached) return;
    this.reached = Math.max(more, this.reached * 2, REACH);
    this.counter = surplus(this.encoding, this.least, this.reached);
  }
}
