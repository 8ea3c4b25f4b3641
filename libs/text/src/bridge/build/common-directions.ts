import { VECTOR_LENGTH } from '../features';

/** Rows that are looked at: the frequent ones make up most of any text. */
const SAMPLE = 20_000;
/** Zipf's law: how often the word of a rank occurs, which the order of the rows tells. */
const RANK_OFFSET = 20;
const ROUNDS = 12;

type Vector = Float64Array;

/**
 * The directions in which nearly all texts lie alike, whatever they are about: the first principal components of the rows,
 * weighted by how often their words occur. Without them the likeness of texts tells subjects apart instead of lengths
 * (Mu and Viswanath, "All-but-the-Top", 2018).
 */
export function commonDirections(rows: Int8Array, scales: Float32Array, count: number): Vector[] {
  const sample: Vector[] = [];
  for (let rank = 0; rank < Math.min(SAMPLE, scales.length); rank++) {
    const factor = scales[rank] / Math.sqrt(rank + RANK_OFFSET);
    sample.push(Float64Array.from(rows.subarray(rank * VECTOR_LENGTH, (rank + 1) * VECTOR_LENGTH), (x) => x * factor));
  }
  const found: Vector[] = [];
  for (let at = 0; at < count; at++) {
    let direction = unit(Float64Array.from({ length: VECTOR_LENGTH }, (_, place) => Math.sin(place + at)));
    for (let round = 0; round < ROUNDS; round++) direction = unit(without(found, pulled(sample, direction)));
    found.push(direction);
  }
  return found;
}

/** What remains of a vector beside the directions. */
export function without(directions: readonly Vector[], vector: Vector): Vector {
  const rest = Float64Array.from(vector);
  for (const direction of directions) {
    const share = dot(rest, direction);
    for (let at = 0; at < rest.length; at++) rest[at] -= share * direction[at];
  }
  return rest;
}

function pulled(sample: readonly Vector[], direction: Vector): Vector {
  const sum = new Float64Array(VECTOR_LENGTH);
  for (const vector of sample) {
    const share = dot(vector, direction);
    for (let at = 0; at < VECTOR_LENGTH; at++) sum[at] += share * vector[at];
  }
  return sum;
}

function unit(vector: Vector): Vector {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function dot(one: Vector, two: Vector): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at] * two[at];
  return sum;
}
