import type { MeaningOf } from '../embeddings/meanings';
import type { CompanyFeatures, DemandFeatures, MatchSide } from '../features';
import { type Listed, type OwnList, PLACES } from '../match-lists';
import { UNITS, withoutTwins } from '../ranking';
import type { Past, Rarity } from '../score/factor';
import { areRelated, figuresFrom, type ManyPair, scoreOf, valuesOf } from '../score/values';
import type { Weights } from '../score/weights';
import type { Candidate } from './candidates';
import type { Held } from './field-side';

/** A subject and what is known of all pairs with it. */
interface Known {
  readonly side: MatchSide;
  readonly subject: Held;
  readonly meaningOf: MeaningOf;
  readonly pastOf: (company: string) => readonly Past[];
  readonly rarity: Rarity;
  readonly asOf: string;
}

/** A pair with its score; figures are made for those that have a place. */
interface Scored {
  readonly demand: Held;
  readonly company: Held;
  readonly companyId: string;
  readonly twins: readonly string[];
  readonly pair: ManyPair;
  readonly values: Float64Array;
  readonly score: number;
}

/** Makes one subject's list of its candidates. */
export function listOf(known: Known, candidates: readonly Candidate[], weights: Weights): OwnList {
  const ranked = candidates
    .map((candidate) => score(known, candidate, weights))
    .filter(({ values }) => areRelated(values))
    .sort((left, right) => right.score - left.score || (otherOf(known, left) < otherOf(known, right) ? 1 : -1));
  const { side, subject } = known;
  const placed =
    side === 'demand'
      ? withoutTwins(ranked, PLACES.demand)
      : ranked.slice(0, PLACES.company).map((one) => ({ ...one, copies: [] }));
  return { id: subject.id, pairs: placed.map((one) => listed(one, side, weights)) };
}

function score(known: Known, { held, likeness }: Candidate, weights: Weights): Scored {
  const { side, subject, rarity, asOf } = known;
  const [demand, company] = side === 'demand' ? [subject, held] : [held, subject];
  const [asked, offered] = [demand.features as DemandFeatures, company.features as CompanyFeatures];
  const pair: ManyPair = {
    demand: asked,
    company: offered,
    credits: company.credits,
    rarity,
    similarity: likeness.similarity,
    meaning: known.meaningOf(held.id, likeness.cosine),
    past: known.pastOf(held.features.companyId),
    asOf,
  };
  const values = valuesOf(pair);
  const twins = offered.twins ?? [];
  return {
    demand,
    company,
    companyId: company.id,
    twins,
    pair,
    values,
    score: Math.round(scoreOf(values, weights) * UNITS),
  };
}

function otherOf({ side }: Known, { demand, company }: Scored): string {
  return side === 'demand' ? company.id : demand.id;
}

function listed(one: Scored & { readonly copies: readonly string[] }, side: MatchSide, weights: Weights): Listed {
  const { demand, company, values, pair, twins, copies } = one;
  return {
    demandId: demand.id,
    companyId: company.id,
    demandCompanyId: demand.features.companyId,
    score: one.score,
    figures: figuresFrom(values, weights, pair),
    twins: side === 'demand' ? twins : [],
    copies,
    forDemand: side === 'demand',
    forCompany: side === 'company',
  };
}
