import { Injectable } from '@nestjs/common';
import { Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { SaidWords } from '@shuqiao/text';
import type { CompanyFeatures, DemandFeatures } from './features';
import { MatchIndex } from './match-index';
import { type Advice, advise } from './score/advice';
import type { Factor, Pair } from './score/factor';
import type { Findings } from './score/score';
import { type Weights } from './score/weights';
import { metWords } from './texts/met-words';

/** A stored pair. */
export interface StoredMatch {
  readonly demandId: string;
  readonly companyId: string;
  readonly factors: readonly Factor[];
}

interface Detail<F> {
  readonly features: F;
  readonly words: SaidWords | null;
}

/**
 * What of a match follows from the public data of its two sides and is not kept with the pair: the words that met, and what
 * the company could add to its profile. For a page of matches, in the open transaction.
 */
@Injectable()
export class MatchDetails {
  constructor(
    private readonly database: Database,
    private readonly index: MatchIndex,
    private readonly clock: Clock,
  ) {}

  /** The pairs with the words that met in their factor of texts. */
  async withWords<T extends StoredMatch>(matches: readonly T[]): Promise<T[]> {
    const { demands, companies } = await this.read(matches);
    return matches.map((match) => tellWords(match, demands.get(match.demandId), companies.get(match.companyId)));
  }

  /** The same, and what each company could add. */
  async withAdvice<T extends StoredMatch>(matches: readonly T[]): Promise<(T & { advice: readonly Advice[] })[]> {
    const { demands, companies } = await this.read(matches);
    const rarity = await this.index.rarity([...demands.values()].flatMap(({ features }) => features.concepts));
    const asOf = this.clock.now().toISOString();
    return matches.map((match) => {
      const [demand, company] = [demands.get(match.demandId), companies.get(match.companyId)];
      const told = tellWords(match, demand, company);
      if (!demand || !company) return { ...told, advice: [] };
      const pair: Pair = { demand: demand.features, company: company.features, rarity, text: null, past: [], asOf };
      return { ...told, advice: advise(pair, findingsOf(match.factors), weightsOf(match.factors)) };
    });
  }

  private async read(matches: readonly StoredMatch[]) {
    const unique = (ids: string[]) => [...new Set(ids)];
    const values = [unique(matches.map(({ demandId }) => demandId)), unique(matches.map(({ companyId }) => companyId))];
    const rows = matches.length ? await this.database.query<Row>(DETAILS, values) : [];
    const of = <F>(side: string) =>
      new Map(
        rows
          .filter((row) => row.side === side)
          .map(({ id, features, words }): [string, Detail<F>] => {
            return [id, { features: features as F, words: words ? (JSON.parse(words) as SaidWords) : null }];
          }),
      );
    return { demands: of<DemandFeatures>('demand'), companies: of<CompanyFeatures>('company') };
  }
}

type Row = { side: string; id: string; features: unknown; words: string | null };

function tellWords<T extends StoredMatch>(
  match: T,
  demand: Detail<DemandFeatures> | undefined,
  company: Detail<CompanyFeatures> | undefined,
): T {
  const met = demand?.words && company?.words ? metWords(demand.words, company.words) : [];
  return { ...match, factors: match.factors.map((factor) => (factor.code === 'text' ? { ...factor, met } : factor)) };
}

function findingsOf(factors: readonly Factor[]): Findings {
  return new Map(factors.map(({ code, value, met, missing }) => [code, { value, met, missing }]));
}

/** By what the pair was weighed, whatever the settings say today. */
function weightsOf(factors: readonly Factor[]): Weights {
  const nothing = { capability: 0, text: 0, country: 0, language: 0, certificates: 0, size: 0, timing: 0 };
  const weights = Object.fromEntries(factors.map(({ code, weight }) => [code, weight]));
  return { ...nothing, track_record: 0, history: 0, ...weights };
}

const DETAILS: Statement = {
  name: 'matching.details',
  text: `SELECT side, subject_id AS id, features, said.words FROM (
           SELECT 'demand' AS side, unnest($1::uuid[]) AS subject_id UNION ALL SELECT 'company', unnest($2::uuid[])) AS wanted
         JOIN match_features USING (side, subject_id)
         LEFT JOIN LATERAL (SELECT words FROM text_features said
           WHERE said.side = wanted.side AND said.subject_id = wanted.subject_id) AS said ON true`,
};
