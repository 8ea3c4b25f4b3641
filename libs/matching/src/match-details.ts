import { Injectable } from '@nestjs/common';
import { Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { SaidWords } from '@shuqiao/text';
import type { CompanyFeatures, DemandFeatures } from './features';
import { MatchIndex } from './match-index';
import { type Advice, advise } from './score/advice';
import { FACTOR_CODES, type Factor, type FactorCode, type Pair, type Rarity } from './score/factor';
import { factorsOf, type Figures } from './score/figures';
import { assess, type Findings } from './score/score';
import type { Weights } from './score/weights';
import { metWords } from './texts/met-words';

/** A pair as it is stored. */
export interface StoredMatch {
  readonly demandId: string;
  readonly companyId: string;
  readonly figures: Figures;
}

/** The same, told in full. */
export type ToldMatch<T extends StoredMatch> = Omit<T, 'figures'> & {
  readonly factors: readonly Factor[];
  /** What the company could add to its profile: for its own members. */
  readonly advice: readonly Advice[];
};

/**
 * What of a match follows from the public data of its two sides and is not kept with the pair: what met, what is missing and
 * what the company could add. For a page of matches, in the open transaction.
 */
@Injectable()
export class MatchDetails {
  constructor(
    private readonly database: Database,
    private readonly index: MatchIndex,
    private readonly clock: Clock,
  ) {}

  async tell<T extends StoredMatch>(matches: readonly T[]): Promise<ToldMatch<T>[]> {
    const shown = await this.read(matches);
    const wanted = [...shown.values()].flatMap(({ features }) => features.concepts);
    const rarity = await this.index.rarity(wanted);
    const asOf = this.clock.now().toISOString();
    return matches.map((match) => {
      const demand = shown.get(match.demandId) as Shown<DemandFeatures> | undefined;
      const company = shown.get(match.companyId) as Shown<CompanyFeatures> | undefined;
      return { ...match, ...toldOf(match.figures, demand, company, rarity, asOf) };
    });
  }

  private async read(matches: readonly StoredMatch[]): Promise<Map<string, Shown<CompanyFeatures | DemandFeatures>>> {
    if (!matches.length) return new Map();
    const unique = (ids: string[]) => [...new Set(ids)];
    const values = [unique(matches.map(({ demandId }) => demandId)), unique(matches.map(({ companyId }) => companyId))];
    const rows = await this.database.query<Row>(DETAILS, values);
    return new Map(
      rows.map(({ id, features, words }) => [id, { features, words: words ? (JSON.parse(words) as SaidWords) : null }]),
    );
  }
}

interface Shown<F> {
  readonly features: F;
  readonly words: SaidWords | null;
}

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly features: CompanyFeatures | DemandFeatures;
  readonly words: string | null;
}

function toldOf(
  figures: Figures,
  demand: Shown<DemandFeatures> | undefined,
  company: Shown<CompanyFeatures> | undefined,
  rarity: Rarity,
  asOf: string,
): { factors: readonly Factor[]; advice: readonly Advice[] } {
  // One of the two took no part any more a moment ago.
  if (!demand || !company) return { factors: factorsOf(figures, new Map()), advice: [] };
  const met = demand.words && company.words ? metWords(demand.words, company.words) : [];
  const said = { demand: demand.features, company: company.features, text: { similarity: 0, met } };
  const pair: Pair = { ...said, rarity, past: [], asOf };
  const factors = factorsOf(figures, assess(pair));
  return { factors, advice: advise(pair, findingsOf(factors), weightsOf(factors)) };
}

function findingsOf(factors: readonly Factor[]): Findings {
  return new Map(factors.map(({ code, value, met, missing }) => [code, { value, met, missing }]));
}

/** By what the pair was weighed, whatever the settings say today. */
function weightsOf(factors: readonly Factor[]): Weights {
  const known = new Map(factors.map(({ code, weight }) => [code, weight]));
  return Object.fromEntries(FACTOR_CODES.map((code) => [code, known.get(code) ?? 0])) as Record<FactorCode, number>;
}

const DETAILS: Statement = {
  name: 'matching.details',
  text: `SELECT subject_id AS id, features, said.words FROM (
           SELECT 'demand' AS side, unnest($1::uuid[]) AS subject_id UNION ALL SELECT 'company', unnest($2::uuid[])) AS wanted
         JOIN match_features USING (side, subject_id)
         LEFT JOIN LATERAL (SELECT words FROM text_features said
           WHERE said.side = wanted.side AND said.subject_id = wanted.subject_id) AS said ON true`,
};
