import type { CompanyFeatures, DemandFeatures } from '../features';

export const FACTOR_CODES = [
  'capability',
  'text',
  'semantic',
  'country',
  'language',
  'certificates',
  'size',
  'timing',
  'track_record',
  'history',
] as const;
export type FactorCode = (typeof FACTOR_CODES)[number];

/** What the demand asks for, what of the company's met it, and how well from 0 to 1. */
export interface Met {
  readonly code: string;
  readonly by: string;
  readonly degree: number;
}

export interface Factor {
  readonly code: FactorCode;
  /** The most it can add to the score of this demand; the weights of its factors add up to 1. */
  readonly weight: number;
  /** How well it is met, 0 to 1. */
  readonly value: number;
  /** What it adds to the score: weight × value. */
  readonly share: number;
  readonly met: readonly Met[];
  /** What the demand asks for and the company does not show: what the company could add to its profile. */
  readonly missing: readonly string[];
}

/** One score for both sides, 0 to 1, taken apart: the shares of the factors add up to it. */
export interface Scored {
  readonly score: number;
  readonly factors: readonly Factor[];
}

/** How much a concept weighs among those of a demand: the rarer it is among companies, the more. Above 0. */
export type Rarity = (concept: string) => number;

/** How much the texts of the two have in common, and by which words. */
export interface TextMeeting {
  /** Of words and vectors, as the index rates them: 0 for nothing, seldom above 1; the same from both sides. */
  readonly similarity: number;
  /** Words of the demand and of the company that mean the same, strongest first. */
  readonly met: readonly Met[];
}

/** Who judged the meaning of two texts: the model of an embedding endpoint, or the built-in vectors where it has not. */
export const JUDGES = ['model', 'built_in'] as const;

/** How alike the meaning of the texts is, whatever their words and languages. */
export interface MeaningMeeting {
  readonly by: (typeof JUDGES)[number];
  /** -1 to 1, without what all texts have in common; the same from both sides. */
  readonly likeness: number;
}

/** What the two did with each other before. */
export const PAST = ['accepted', 'declined'] as const;
export type Past = (typeof PAST)[number];

/** A pair and what is known of it from outside its public data. */
export interface Pair {
  readonly demand: DemandFeatures;
  readonly company: CompanyFeatures;
  readonly rarity: Rarity;
  readonly text: TextMeeting | null;
  /** Null or left out unless the demand's text was read by a model. */
  readonly meaning?: MeaningMeeting | null;
  readonly past: readonly Past[];
  /** RFC 3339: the moment from which deadlines and ages are counted. */
  readonly asOf: string;
}

/** What one factor finds; null when the demand asks for nothing of the kind, whoever the company is. */
export interface Finding {
  readonly value: number;
  readonly met: readonly Met[];
  readonly missing: readonly string[];
}
export type Assess = (pair: Pair) => Finding | null;

/** `zh-Hans-CN` and `zh` are one language to talk in. */
export function primary(tag: string): string {
  const hyphen = tag.indexOf('-');
  return hyphen < 0 ? tag : tag.slice(0, hyphen);
}

/** What a company does not say counts half: no answer is not a no. */
export const UNSAID = 0.5;

export function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
