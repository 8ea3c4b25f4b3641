import { FACTOR_CODES, type FactorCode } from './factor';

/** How much each factor counts beside the others; only the proportions matter. */
export type Weights = Readonly<Record<FactorCode, number>>;

/**
 * What the portal starts with. What a company can deliver comes first, in concepts and in its own words; then whether it
 * works where the demand is; the rest decides between companies that are alike. `semantic` counts where an embedding
 * endpoint is configured.
 */
export const DEFAULT_WEIGHTS: Weights = {
  capability: 40,
  text: 24,
  semantic: 12,
  country: 12,
  language: 6,
  certificates: 4,
  size: 3,
  timing: 2,
  track_record: 6,
  history: 3,
};

export const MOST_WEIGHT = 100;

/** Weights with all factors in them: those that were set before there was a factor do not speak of it, and it counts 0. */
export function complete(weights: Partial<Weights>): Weights {
  return Object.fromEntries(FACTOR_CODES.map((code) => [code, weights[code] ?? 0])) as Weights;
}

/** The weights of the factors that a demand asks for, so that they add up to 1. */
export function sharesOf(weights: Weights, asked: ReadonlyMap<FactorCode, unknown>): ReadonlyMap<FactorCode, number> {
  // Most pairs ask for the same: thousands are weighed by a few answers.
  const known = knownShares.get(weights) ?? new Map<string, ReadonlyMap<FactorCode, number>>();
  knownShares.set(weights, known);
  const key = [...asked.keys()].join();
  const shares = known.get(key) ?? makeShares(weights, asked);
  known.set(key, shares);
  return shares;
}

const knownShares = new WeakMap<Weights, Map<string, ReadonlyMap<FactorCode, number>>>();

function makeShares(weights: Weights, asked: ReadonlyMap<FactorCode, unknown>): Map<FactorCode, number> {
  const counted = FACTOR_CODES.filter((code) => asked.has(code) && weights[code] > 0);
  const total = counted.reduce((sum, code) => sum + weights[code], 0);
  return new Map(counted.map((code) => [code, weights[code] / total]));
}
