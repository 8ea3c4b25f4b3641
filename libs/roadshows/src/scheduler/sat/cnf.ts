/** Clauses in one growing array, each ended by 0; a literal is a variable from 1, negative where it is denied. */
export class Cnf {
  private literals = new Int32Array(1 << 16);
  private length = 0;
  variables = 0;
  clauses = 0;

  variable(): number {
    return (this.variables += 1);
  }

  variablesFor(count: number): number[] {
    return Array.from({ length: count }, () => this.variable());
  }

  /** At least one of the literals holds. */
  add(...clause: number[]): void {
    this.addAll(clause);
  }

  addAll(clause: readonly number[]): void {
    const end = this.length + clause.length + 1;
    if (end > this.literals.length) this.grow(end);
    this.literals.set(clause, this.length);
    this.literals[end - 1] = 0;
    this.length = end;
    this.clauses += 1;
  }

  /** What was added, from a position on; the position for the next time is `end`. */
  since(start = 0): Int32Array {
    return this.literals.slice(start, this.length);
  }

  get end(): number {
    return this.length;
  }

  private grow(least: number): void {
    const grown = new Int32Array(Math.max(least, this.literals.length * 2));
    grown.set(this.literals.subarray(0, this.length));
    this.literals = grown;
  }
}
