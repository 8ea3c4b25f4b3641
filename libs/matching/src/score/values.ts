import type { CompanyFeatures, DemandFeatures } from '../features';
import { capabilityValue } from './capability';
import { certificatesValue } from './certificates';
import { countryValue } from './country';
import { FACTOR_CODES, type FactorCode, type MeaningMeeting, type Past, type Rarity } from './factor';
import type { Figures } from './figures';
import { historyValue } from './history';
import { languageValue } from './language';
import { RELATED, round } from './score';
import { semanticValue } from './semantic';
import { sizeValue } from './size';
import { textValue } from './text';
import { timingValue } from './timing';
import { trackRecordValue } from './track-record';
import { sharesOf, type Weights } from './weights';

/** What is known of a pair that is one of millions. */
export interface ManyPair {
  readonly demand: DemandFeatures;
  readonly company: CompanyFeatures;
  /** `creditsOf` the company's capabilities. */
  readonly credits: ReadonlyMap<string, number>;
  readonly rarity: Rarity;
  readonly similarity: number;
  readonly meaning: MeaningMeeting | null;
  readonly past: readonly Past[];
  /** RFC 3339. */
  readonly asOf: string;
}

const VALUES: Readonly<Record<FactorCode, (pair: ManyPair) => number>> = {
  capability: ({ demand, credits, rarity }) => capabilityValue(demand.concepts, credits, rarity),
  text: ({ similarity }) => textValue(similarity),
  semantic: ({ meaning }) => semanticValue(meaning),
  country: ({ demand, company }) => countryValue(demand.country, company),
  language: ({ demand, company }) => languageValue(demand, company),
  certificates: ({ demand, company }) => certificatesValue(demand, company),
  size: ({ demand, company }) => sizeValue(demand.budgetUsd, company.headcount),
  timing: ({ demand, asOf }) => timingValue(demand.deadline, asOf),
  track_record: ({ demand, company, asOf }) => trackRecordValue(demand, company, asOf),
  history: ({ past }) => historyValue(past),
};
const [CAPABILITY, TEXT] = [FACTOR_CODES.indexOf('capability'), FACTOR_CODES.indexOf('text')];

/**
 * How well a pair meets each factor, in the order of the codes; NaN for what the demand does not ask for. The values that
 * `assess` finds, without what met and what is missing: most pairs that are looked at have no place in any list.
 */
export function valuesOf(pair: ManyPair): Float64Array {
  const values = new Float64Array(FACTOR_CODES.length);
  for (let place = 0; place < values.length; place++) values[place] = VALUES[FACTOR_CODES[place] as FactorCode](pair);
  return values;
}

/** As `isRelated`. */
export function areRelated(values: Float64Array): boolean {
  return (values[CAPABILITY] as number) > 0 || (values[TEXT] as number) >= RELATED;
}

/** The score that `weigh` makes of them. */
export function scoreOf(values: Float64Array, weights: Weights): number {
  const shares = sharesFor(values, weights);
  let sum = 0;
  for (let place = 0; place < values.length; place++)
    if (shares[place]) sum += round((shares[place] as number) * (values[place] as number));
  return round(sum);
}

/** The figures that are kept with the pair. */
export function figuresFrom(values: Float64Array, weights: Weights, { past, meaning }: ManyPair): Figures {
  const shares = sharesFor(values, weights);
  const noted: Partial<Record<FactorCode, readonly string[]>> = {
    history: [...new Set(past)].sort(),
    semantic: meaning ? [meaning.by] : [],
  };
  const figures: Partial<Record<FactorCode, Figures[FactorCode]>> = {};
  for (const [place, code] of FACTOR_CODES.entries()) {
    const [share, value] = [shares[place] as number, values[place] as number];
    if (!share) continue;
    const figure = [round(share), round(value), round(share * value)] as const;
    figures[code] = noted[code]?.length ? [...figure, noted[code]] : figure;
  }
  return figures;
}

/** The weight of each factor in this demand's score; 0 for what it does not ask for. */
function sharesFor(values: Float64Array, weights: Weights): Float64Array {
  let asked = 0;
  for (let place = 0; place < values.length; place++) if (!Number.isNaN(values[place])) asked |= 1 << place;
  let known = knownShares.get(weights);
  if (!known) knownShares.set(weights, (known = new Map()));
  let shares = known.get(asked);
  if (!shares) known.set(asked, (shares = makeShares(asked, weights)));
  return shares;
}

const knownShares = new WeakMap<Weights, Map<number, Float64Array>>();

function makeShares(asked: number, weights: Weights): Float64Array {
  const codes = FACTOR_CODES.filter((_, place) => asked & (1 << place));
  const shares = sharesOf(weights, new Map(codes.map((code) => [code, true])));
  return Float64Array.from(FACTOR_CODES, (code) => shares.get(code) ?? 0);
}
