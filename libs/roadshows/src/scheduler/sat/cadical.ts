import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Cadical } from 'cadical-wasm';

/** Whether few conflicts are expected or many. */
export type Effort = 'short' | 'long';

export type Answer = 'satisfiable' | 'unsatisfiable' | 'unknown';

/** A complete solver that keeps what it learnt from one question to the next: CaDiCaL as WebAssembly. */
export class SatSolver {
  private constructor(private readonly cadical: Cadical) {}

  /** @param effort `short` leaves out what pays only in the long run: simplifying the clauses between conflicts */
  static async create(effort: Effort = 'long'): Promise<SatSolver> {
    // The package is ESM and says so to `import` alone; CommonJS reaches it by its file (Node from 20.19 on).
    const load = createRequire(__filename);
    const folder = dirname(load.resolve('cadical-wasm/cadical.wasm'));
    const library = load(join(folder, 'index.js')) as typeof import('cadical-wasm');
    return new SatSolver(await library.Cadical.create({ quiet: true, inprocessing: effort === 'long' }));
  }

  /** Takes clauses as `Cnf` keeps them. */
  add(literals: Int32Array): void {
    let clause: number[] = [];
    for (const literal of literals) {
      if (literal !== 0) clause.push(literal);
      else {
        this.cadical.addClause(clause);
        clause = [];
      }
    }
  }

  /** Which value of a variable is to be tried first. */
  prefer(literal: number): void {
    this.cadical.phase(literal);
  }

  /** @param isOver asked now and then; once it says so, the answer is `unknown` */
  solve(assumptions: readonly number[], isOver: () => boolean, conflicts?: number): Answer {
    this.cadical.setTerminate(isOver);
    return this.cadical.solve(conflicts === undefined ? { assumptions } : { assumptions, conflicts });
  }

  /** Whether a literal holds in what satisfies the clauses. */
  holds(literal: number): boolean {
    return this.cadical.value(literal);
  }

  /** Which assumptions cannot be kept; none where the clauses alone cannot. */
  get failed(): number[] {
    return this.cadical.failedAssumptions();
  }

  dispose(): void {
    this.cadical.dispose();
  }
}
