/** A logistic model: the probability is 1 / (1 + e^−(bias + Σ coefficient × feature)). */
export interface LogisticModel {
  readonly bias: number;
  readonly coefficients: readonly number[];
}

export interface Observation {
  readonly features: readonly number[];
  readonly positive: boolean;
}

/** Coefficients are drawn towards `towards` with a strength, and none falls below 0. The bias is free. */
export interface Pull {
  readonly towards: readonly number[];
  readonly strength: number;
}

const MOST_STEPS = 100;
const MOST_ROUNDS = 1_000;
const ACCURACY = 1e-10;
/** Keeps a bias finite where all observations are alike. */
const BIAS_STRENGTH = 1e-6;

/**
 * The minimum of Σ log(1 + e^−±z) + strength / 2 × Σ (coefficient − towards)², with coefficients of 0 or more: Newton's
 * method, each step of which is solved under the bounds and shortened until the objective falls. The objective is
 * convex, so the answer does not depend on where it begins.
 */
export function fitLogistic(observations: readonly Observation[], pull: Pull): LogisticModel {
  let point = [0, ...pull.towards.map((value) => Math.max(0, value))];
  let value = objective(observations, pull, point);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const target = newtonPoint(observations, pull, point);
    const next = shortened(observations, pull, point, target, value);
    if (!next || value - next.value < ACCURACY * (1 + Math.abs(value))) {
      if (next) point = next.point;
      break;
    }
    ({ point, value } = next);
  }
  const [bias = 0, ...coefficients] = point;
  return { bias, coefficients };
}

export function predict({ bias, coefficients }: LogisticModel, features: readonly number[]): number {
  return sigmoid(linear([bias, ...coefficients], features));
}

function objective(observations: readonly Observation[], pull: Pull, point: readonly number[]): number {
  const loss = observations.reduce((sum, { features, positive }) => {
    const z = linear(point, features);
    return sum + softplus(positive ? -z : z);
  }, 0);
  return loss + penalty(pull, point);
}

function penalty({ towards, strength }: Pull, point: readonly number[]): number {
  const pulled = towards.reduce((sum, value, index) => sum + ((point[index + 1] ?? 0) - value) ** 2, 0);
  return (strength * pulled + BIAS_STRENGTH * (point[0] ?? 0) ** 2) / 2;
}

/** The lowest point, under the bounds, of the parabola that touches the objective here. */
function newtonPoint(observations: readonly Observation[], pull: Pull, point: readonly number[]): number[] {
  const { gradient, curvature } = slopes(observations, pull, point);
  const target = [...point];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let moved = 0;
    for (const [index, row] of curvature.entries()) {
      const slope = row.reduce(
        (sum, value, other) => sum + value * ((target[other] ?? 0) - (point[other] ?? 0)),
        gradient[index] ?? 0,
      );
      const free = (target[index] ?? 0) - slope / (row[index] ?? 1);
      const bounded = index === 0 ? free : Math.max(0, free);
      moved = Math.max(moved, Math.abs(bounded - (target[index] ?? 0)));
      target[index] = bounded;
    }
    if (moved < ACCURACY) break;
  }
  return target;
}

function slopes(observations: readonly Observation[], { towards, strength }: Pull, point: readonly number[]) {
  const size = point.length;
  const gradient = point.map((value, index) =>
    index === 0 ? BIAS_STRENGTH * value : strength * (value - (towards[index - 1] ?? 0)),
  );
  const flat = new Float64Array(size * size);
  for (let index = 0; index < size; index += 1) flat[index * size + index] = index === 0 ? BIAS_STRENGTH : strength;
  for (const { features, positive } of observations) {
    const probability = sigmoid(linear(point, features));
    const residue = probability - (positive ? 1 : 0);
    const spread = probability * (1 - probability);
    for (let row = 0; row < size; row += 1) {
      const left = row === 0 ? 1 : (features[row - 1] ?? 0);
      gradient[row] = (gradient[row] ?? 0) + residue * left;
      for (let column = 0; column < size; column += 1) {
        const right = column === 0 ? 1 : (features[column - 1] ?? 0);
        const cell = row * size + column;
        flat[cell] = (flat[cell] ?? 0) + spread * left * right;
      }
    }
  }
  const curvature = point.map((_value, row) => [...flat.subarray(row * size, (row + 1) * size)]);
  return { gradient, curvature };
}

/** The first point on the way to the target, from the target backwards, at which the objective is lower. */
function shortened(
  observations: readonly Observation[],
  pull: Pull,
  from: readonly number[],
  target: readonly number[],
  before: number,
): { point: number[]; value: number } | null {
  for (let length = 1; length > ACCURACY; length /= 2) {
    const point = from.map((start, index) => start + length * ((target[index] ?? start) - start));
    const value = objective(observations, pull, point);
    if (value < before) return { point, value };
  }
  return null;
}

function linear(point: readonly number[], features: readonly number[]): number {
  let sum = point[0] ?? 0;
  for (let index = 0; index < features.length; index += 1) sum += (point[index + 1] ?? 0) * (features[index] ?? 0);
  return sum;
}

function sigmoid(z: number): number {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}

function softplus(z: number): number {
  return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
}
