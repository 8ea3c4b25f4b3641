import type { Cnf } from './cnf';

/** Which way the outputs of a counter follow its inputs. */
export interface Directions {
  /** So many inputs force the output. */
  readonly up: boolean;
  /** The output forces so many inputs. */
  readonly down: boolean;
}

/**
 * A totalizer (Bailleux and Boufkhad, CP 2003) whose counts end at `most`: answers literals, of which number k stands for
 * "at least k + 1 of the inputs hold".
 */
export function totalizer(cnf: Cnf, inputs: readonly number[], most: number, directions: Directions): number[] {
  if (inputs.length <= 1) return inputs.slice(0, most);
  const middle = inputs.length >> 1;
  const left = totalizer(cnf, inputs.slice(0, middle), most, directions);
  const right = totalizer(cnf, inputs.slice(middle), most, directions);
  const outputs = cnf.variablesFor(Math.min(most, inputs.length));
  if (directions.up) mergeUp(cnf, left, right, outputs);
  if (directions.down) mergeDown(cnf, left, right, outputs);
  for (let k = 1; k < outputs.length; k++) cnf.add(-outputs[k], outputs[k - 1]);
  return outputs;
}

function mergeUp(cnf: Cnf, left: readonly number[], right: readonly number[], outputs: readonly number[]): void {
  for (let a = 0; a <= left.length; a++)
    for (let b = 0; b <= right.length; b++) {
      // More than can be told apart follows from less, since each side is ordered.
      if (a + b === 0 || a + b > outputs.length) continue;
      const clause = [outputs[a + b - 1]];
      if (a) clause.push(-left[a - 1]);
      if (b) clause.push(-right[b - 1]);
      cnf.addAll(clause);
    }
}

/** Not so many on the left, nor so many on the right: then not so many together. */
function mergeDown(cnf: Cnf, left: readonly number[], right: readonly number[], outputs: readonly number[]): void {
  for (let a = 0; a <= left.length; a++)
    for (let b = 0; b <= right.length; b++) {
      if (a + b >= outputs.length) continue;
      const clause = [-outputs[a + b]];
      if (a < left.length) clause.push(left[a]);
      if (b < right.length) clause.push(right[b]);
      cnf.addAll(clause);
    }
}

/** At most `most` of the inputs hold. */
export function atMost(cnf: Cnf, inputs: readonly number[], most: number): void {
  if (most >= inputs.length) return;
  const outputs = totalizer(cnf, inputs, most + 1, { up: true, down: false });
  cnf.add(-outputs[most]);
}

/** At most one of the inputs holds, said of every pair: a day has too few slots and counterparts for more than that. */
export function atMostOne(cnf: Cnf, inputs: readonly number[]): void {
  for (let a = 1; a < inputs.length; a++) for (let b = 0; b < a; b++) cnf.add(-inputs[a], -inputs[b]);
}

/** Exactly `count` of the inputs hold, counted along their order: at least k among the first i. */
export function exactly(cnf: Cnf, inputs: readonly number[], count: number): void {
  if (count > inputs.length) return cnf.add();
  let above: number[] = [];
  inputs.forEach((input, position) => {
    const left = inputs.length - position - 1;
    const row = cnf.variablesFor(Math.min(position + 1, count));
    for (let k = 0; k < row.length; k++) {
      if (k < above.length) {
        cnf.add(-above[k], row[k]);
        cnf.add(-row[k], above[k], input);
      } else cnf.add(-row[k], input);
      if (k > 0) cnf.add(-row[k], above[k - 1]);
      if (k > 0) cnf.add(-input, -above[k - 1], row[k]);
      else cnf.add(-input, row[k]);
    }
    if (above.length === count) cnf.add(-input, -above[count - 1]);
    // What is still to come does not suffice otherwise.
    for (let k = 0; k < row.length; k++) if (k + 1 <= count - left) cnf.add(row[k]);
    above = row;
  });
}
