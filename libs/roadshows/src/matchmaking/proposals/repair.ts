import type { Placement, Problem } from '../../scheduler';
import { seat } from './seating';
import { SlotBoard } from './slot-board';

/** Scheduled meetings that may move to let one more in. */
const MOST_MOVES = 4;
/** Placements that are tried for one meeting before it is given up: a bound on time, far above what a day needs. */
const MOST_TRIES = 50_000;

/**
 * Places what has no slot yet into a schedule that was announced, moving as few of its meetings as can be: for one meeting
 * after the other, the heaviest first, no move is tried, then one, and so on. What stands where a rule forbids it now counts
 * as not placed. The answer may leave some out, also when the time is up (`deadline` of `performance.now`); whoever wants them in
 * has to schedule the day anew.
 */
export function repair(problem: Problem, current: readonly Placement[], deadline = Infinity): Placement[] {
  const board = new SlotBoard(problem);
  for (const { id, slot } of current) stay(board, id, slot);
  const waiting = problem.meetings.filter(({ id }) => !board.slotOf.has(id));
  for (const { id } of [...waiting].sort((a, b) => b.weight - a.weight)) new Insertion(board, deadline).insert(id);
  return seat(problem, board.slotOf, current);
}

function stay(board: SlotBoard, id: string, slot: number): void {
  if (!board.domain(id).includes(slot) || board.clashes(id, slot).length) return;
  const { mark } = board;
  board.move(id, slot);
  if (!holds(board, id, slot)) board.undo(mark);
}

const holds = (board: SlotBoard, id: string, slot: number) =>
  board.hasTables(slot) && board.hasInterpreters(slot) && board.keepsOrder(id);

/** Lets one meeting in by iterative deepening over the moves. */
class Insertion {
  private tries = 0;

  constructor(
    private readonly board: SlotBoard,
    private readonly deadline: number,
  ) {}

  insert(id: string): boolean {
    for (let moves = 0; moves <= MOST_MOVES; moves++) if (this.placeAll([id], moves, new Set([id]))) return true;
    return false;
  }

  /** Gives each of them a slot, moving at most so many others and none of those that have moved already. */
  private placeAll(waiting: readonly string[], moves: number, moved: ReadonlySet<string>): boolean {
    const [id, ...rest] = waiting;
    if (id === undefined) return true;
    return this.board.domain(id).some((slot) =>
      this.leaversOf(id, slot, moves, moved).some((leaving) => {
        const { mark } = this.board;
        for (const other of leaving) this.board.move(other, undefined);
        this.board.move(id, slot);
        const isRight = holds(this.board, id, slot);
        const isPlaced =
          isRight && this.placeAll([...rest, ...leaving], moves - leaving.length, new Set([...moved, ...leaving]));
        if (!isPlaced) this.board.undo(mark);
        return isPlaced;
      }),
    );
  }

  /** Who could leave the slot for the meeting: whoever it clashes with, and one more where tables or interpreters are short. */
  private leaversOf(id: string, slot: number, moves: number, moved: ReadonlySet<string>): string[][] {
    this.tries += 1;
    const { board } = this;
    const clashes = board.clashes(id, slot);
    const isPossible =
      this.tries <= MOST_TRIES && clashes.length <= moves && !clashes.some((other) => moved.has(other));
    if (!isPossible) return [];
    if (clashes.length === moves) return [clashes];
    const others = board.in(slot).filter((other) => !moved.has(other) && !clashes.includes(other));
    return [clashes, ...others.map((other) => [...clashes, other])];
  }
}
