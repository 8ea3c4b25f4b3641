import { FACTOR_CODES, type Factor, type FactorCode } from './factor';

/**
 * A score taken apart, as it is kept with millions of pairs: of each factor its weight, its value and its share, of the
 * history what the two answered, and who judged the meaning. What met otherwise and what is missing follows from the features
 * of the two.
 */
export type Figures = Readonly<Partial<Record<FactorCode, Figure>>>;
type Figure = readonly [weight: number, value: number, share: number, noted?: readonly string[]];

/** What met here follows from nothing that is public. */
const NOTED: ReadonlySet<FactorCode> = new Set(['history', 'semantic']);

export function figuresOf(factors: readonly Factor[]): Figures {
  const figures: Partial<Record<FactorCode, Figure>> = {};
  for (const { code, weight, value, share, met } of factors) {
    const noted = NOTED.has(code) && met.length ? [met.map((one) => one.code)] : [];
    figures[code] = [weight, value, share, ...noted] as unknown as Figure;
  }
  return figures;
}

/** The factors with what `found` says met and is missing; the figures stay as they were when the pair was scored. */
export function factorsOf(figures: Figures, found: ReadonlyMap<FactorCode, Pick<Factor, 'met' | 'missing'>>): Factor[] {
  return FACTOR_CODES.flatMap((code) => {
    const figure = figures[code];
    if (!figure) return [];
    const [weight, value, share, noted = []] = figure;
    const { met, missing } = found.get(code) ?? NOTHING;
    const known = noted.map((one) => ({ code: one, by: one, degree: value }));
    return [{ code, weight, value, share, met: NOTED.has(code) ? known : met, missing }];
  });
}

const NOTHING = { met: [], missing: [] };
