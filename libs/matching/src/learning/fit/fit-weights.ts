import { MOST_WEIGHT } from '../../score/weights';
import type { Example, FactorWeights } from './example';
import { fitLogistic, type LogisticModel, type Observation, predict } from './logistic';

/**
 * How strongly the coefficients are drawn to today's: as much as about a thousand matches say that are wanted half the
 * time. With few data the weights stay nearly as they are.
 */
export const PULL_STRENGTH = 10;
/** Keeps the scale of today's score finite where it divides the examples perfectly. */
const SCALE_STRENGTH = 0.01;
/** The scale that the pull has at least: the best score then means odds some fifty times those of the worst. */
const LEAST_SCALE = 4;

export interface FittedWeights {
  readonly weights: FactorWeights;
  /** The probability that a match is wanted, by today's weights and by the proposed ones. */
  readonly byToday: (example: Example) => number;
  readonly byProposed: (example: Example) => number;
}

/**
 * Fits the weights to what was wanted. A factor counts by how far its value lies from its mean; one that the demand does
 * not ask for says nothing. First one number scales today's weights to the data; then each coefficient is free, drawn
 * to its scaled weight of today and never below 0. The weights are whole numbers with today's sum.
 */
export function fitWeights(examples: readonly Example[], today: FactorWeights): FittedWeights {
  const codes = Object.keys(today).sort();
  const total = codes.reduce((sum, code) => sum + (today[code] ?? 0), 0);
  const parts = codes.map((code) => (today[code] ?? 0) / total);
  const means = codes.map((code) => meanOf(examples, code));
  const centred = ({ values }: Example) =>
    codes.map((code, index) => {
      const value = values[code];
      return value === undefined ? 0 : value - (means[index] ?? 0);
    });
  const observations = examples.map((example) => ({ features: centred(example), positive: example.wanted }));
  const scaled = scaleOf(observations, parts);
  const towards = parts.map((part) => Math.max(LEAST_SCALE, scaled.scale) * part);
  const fitted = fitLogistic(observations, { towards, strength: PULL_STRENGTH });
  const before: LogisticModel = { bias: scaled.bias, coefficients: parts.map((part) => scaled.scale * part) };
  return {
    weights: wholeWeights(codes, fitted.coefficients, today, total),
    byToday: (example) => predict(before, centred(example)),
    byProposed: (example) => predict(fitted, centred(example)),
  };
}

/** The score as the portal makes it: the weights of what the demand asks for add up to 1. */
export function scoreBy(weights: FactorWeights, { values }: Example): number {
  const asked = Object.entries(values).filter(([code]) => (weights[code] ?? 0) > 0);
  const total = asked.reduce((sum, [code]) => sum + (weights[code] ?? 0), 0);
  return total > 0 ? asked.reduce((sum, [code, value]) => sum + (weights[code] ?? 0) * value, 0) / total : 0;
}

function meanOf(examples: readonly Example[], code: string): number {
  const values = examples.flatMap((example) => example.values[code] ?? []);
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}

function scaleOf(observations: readonly Observation[], parts: readonly number[]): { bias: number; scale: number } {
  const scored = observations.map(({ features, positive }) => ({
    features: [features.reduce((sum, feature, index) => sum + feature * (parts[index] ?? 0), 0)],
    positive,
  }));
  const { bias, coefficients } = fitLogistic(scored, { towards: [LEAST_SCALE], strength: SCALE_STRENGTH });
  return { bias, scale: coefficients[0] ?? 0 };
}

/** Whole numbers that the settings take, in the proportions of the coefficients, by the method of largest remainders. */
function wholeWeights(
  codes: readonly string[],
  coefficients: readonly number[],
  today: FactorWeights,
  total: number,
): FactorWeights {
  const sum = coefficients.reduce((all, one) => all + one, 0);
  if (!(sum > 0)) return today;
  const whole = Math.min(Math.round(total), Math.floor((MOST_WEIGHT * sum) / Math.max(...coefficients)));
  const exact = codes.map((code, index) => ({ code, value: ((coefficients[index] ?? 0) / sum) * whole }));
  const left = whole - exact.reduce((all, { value }) => all + Math.floor(value), 0);
  const byRemainder = [...exact].sort((one, other) => (other.value % 1) - (one.value % 1));
  const raised = new Set(byRemainder.slice(0, left).map(({ code }) => code));
  return Object.fromEntries(exact.map(({ code, value }) => [code, Math.floor(value) + (raised.has(code) ? 1 : 0)]));
}
