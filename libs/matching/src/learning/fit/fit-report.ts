import type { Example, FactorWeights } from './example';
import { fitWeights, PULL_STRENGTH, scoreBy } from './fit-weights';
import { holdOut } from './hold-out';
import { areaUnderCurve, logLoss, ndcg } from './measures';

/** Fewer matches to learn from, or fewer of one kind among them, say little. */
export const LEAST_EXAMPLES = 200;
export const LEAST_OF_A_KIND = 30;
/** Fewer kept aside cannot tell two sets of weights apart. */
export const LEAST_ASIDE = 50;
/** A factor that fewer matches were asked for keeps about its weight. */
const LEAST_ASKED = 50;
const DEPTH = 10;
/** So much worse an order is not worth a better log-loss. */
const TOLERATED = 0.005;

export const FIT_WARNINGS = [
  'too_few_examples',
  'too_few_of_a_kind',
  'too_few_aside',
  'rarely_asked',
  'log_loss_not_better',
  'order_worse',
] as const;

export interface FitWarning {
  readonly code: (typeof FIT_WARNINGS)[number];
  /** The factors that it is about, where it is about some. */
  readonly factors?: readonly string[];
}

/** How good weights are on what was kept aside; null where that cannot be said. */
export interface Measures {
  /** Of the probability that a match is wanted; lower is better. */
  readonly logLoss: number | null;
  /** How often a wanted match has the higher score; 0.5 is chance. */
  readonly auc: number | null;
  /** The mean nDCG@10 over demands with both kinds. */
  readonly ndcg: number | null;
}

export interface FitReport {
  readonly counts: Readonly<Record<'examples' | 'wanted' | 'training' | 'aside' | 'asideLists', number>>;
  readonly pullStrength: number;
  readonly factors: readonly { code: string; asked: number; today: number; proposed: number }[];
  readonly today: { readonly weights: FactorWeights; readonly aside: Measures };
  readonly proposed: { readonly weights: FactorWeights; readonly aside: Measures };
  readonly warnings: readonly FitWarning[];
  /** Whether the data speak for the proposal. It is a person who decides. */
  readonly advisable: boolean;
}

/** Fits weights to four fifths of the demands and compares them with today's on the rest. */
export function reportFit(examples: readonly Example[], today: FactorWeights): FitReport {
  const known = examples.flatMap((example) => withKnownFactors(example, today));
  const { training, aside } = holdOut(known);
  const fitted = fitWeights(training, today);
  const lists = listsOf(aside);
  const judged = (weights: FactorWeights, probability: (example: Example) => number) => ({
    weights,
    aside: measured(aside, lists, weights, probability),
  });
  const asked = (code: string) => training.filter(({ values }) => code in values).length;
  const report = {
    counts: {
      examples: known.length,
      wanted: known.filter(({ wanted }) => wanted).length,
      training: training.length,
      aside: aside.length,
      asideLists: lists.length,
    },
    pullStrength: PULL_STRENGTH,
    factors: Object.entries(today).map(([code, weight]) => ({
      ...{ code, asked: asked(code), today: weight },
      proposed: fitted.weights[code] ?? 0,
    })),
    today: judged(today, fitted.byToday),
    proposed: judged(fitted.weights, fitted.byProposed),
  };
  const warnings = warningsOf(report, training, aside);
  return { ...report, warnings, advisable: warnings.every(({ code }) => code === 'rarely_asked') };
}

/** Codes of an earlier score are left out, and what has no other. */
function withKnownFactors(example: Example, today: FactorWeights): Example[] {
  const values = Object.fromEntries(Object.entries(example.values).filter(([code]) => code in today));
  return Object.keys(values).length ? [{ ...example, values }] : [];
}

/** The demands of which both kinds are known. */
function listsOf(examples: readonly Example[]): Example[][] {
  const lists = new Map<string, Example[]>();
  for (const example of examples) lists.set(example.group, [...(lists.get(example.group) ?? []), example]);
  return [...lists.values()].filter((list) => list.some(({ wanted }) => wanted) && list.some(({ wanted }) => !wanted));
}

function measured(
  aside: readonly Example[],
  lists: readonly Example[][],
  weights: FactorWeights,
  probability: (example: Example) => number,
): Measures {
  const scored = (list: readonly Example[]) =>
    list.map((example) => ({ value: scoreBy(weights, example), wanted: example.wanted }));
  const gains = lists.flatMap((list) => ndcg(scored(list), DEPTH) ?? []);
  return {
    logLoss: logLoss(aside.map((example) => ({ value: probability(example), wanted: example.wanted }))),
    auc: areaUnderCurve(scored(aside)),
    ndcg: gains.length ? gains.reduce((sum, gain) => sum + gain, 0) / gains.length : null,
  };
}

type Unjudged = Omit<FitReport, 'warnings' | 'advisable'>;

function warningsOf(report: Unjudged, training: readonly Example[], aside: readonly Example[]): FitWarning[] {
  const { today, proposed, factors } = report;
  const rare = factors.filter(({ asked }) => asked < LEAST_ASKED).map(({ code }) => code);
  const fewest = (examples: readonly Example[]) => {
    const wanted = examples.filter((example) => example.wanted).length;
    return Math.min(wanted, examples.length - wanted);
  };
  const better = proposed.aside.logLoss !== null && proposed.aside.logLoss < (today.aside.logLoss ?? 0);
  const warnings: (FitWarning | false)[] = [
    training.length < LEAST_EXAMPLES && { code: 'too_few_examples' },
    fewest(training) < LEAST_OF_A_KIND && { code: 'too_few_of_a_kind' },
    (aside.length < LEAST_ASIDE || fewest(aside) === 0) && { code: 'too_few_aside' },
    rare.length > 0 && { code: 'rarely_asked', factors: rare },
    !better && { code: 'log_loss_not_better' },
    isWorse(proposed.aside, today.aside) && { code: 'order_worse' },
  ];
  return warnings.filter((warning): warning is FitWarning => warning !== false);
}

function isWorse(proposed: Measures, today: Measures): boolean {
  const worse = (one: number | null, other: number | null) => one !== null && other !== null && one < other - TOLERATED;
  return worse(proposed.auc, today.auc) || worse(proposed.ndcg, today.ndcg);
}
