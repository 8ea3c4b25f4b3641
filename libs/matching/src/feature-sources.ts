import { Injectable } from '@nestjs/common';
import type { JsonObject } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { WeightedText } from '@shuqiao/text';
import { companyFeatures, demandFeatures } from './build-features';
import type { CompanyFeatures, DemandFeatures, MatchSide } from './features';
import { clipped, saidByCompany, saidByDemand, type SaidText } from './texts/match-texts';

/** What a subject shows: its features, and its words. */
export interface Shown {
  readonly features: CompanyFeatures | DemandFeatures;
  readonly texts: readonly WeightedText[];
  readonly version: number;
  /** Changes with every change of what is shown. */
  readonly token: string;
}

type Row = { id: string; document: JsonObject; version: number; token: string };

const SAID = { company: saidByCompany, demand: saidByDemand } as const;

/** Reads what a company or a demand shows in public, which is all that a match may be made from. */
@Injectable()
export class FeatureSources {
  constructor(private readonly database: Database) {}

  /**
   * What subjects of a side show, by id. What takes no part is not in it: a company that is not verified, a demand that is
   * not open or whose company is not verified.
   */
  async read(side: MatchSide, ids: readonly string[]): Promise<ReadonlyMap<string, Shown>> {
    if (side === 'company') {
      const rows = await this.database.query<Row>(COMPANIES, [ids]);
      return new Map(
        rows.map(({ id, document, version, token }) => {
          return [id, { features: companyFeatures(document), texts: clipped(saidByCompany(document)), version, token }];
        }),
      );
    }
    const rows = await this.database.query<Row & { languages: string[] }>(DEMANDS, [ids]);
    return new Map(
      rows.map(({ id, document, version, token, languages }) => {
        return [
          id,
          { features: demandFeatures(document, languages), texts: clipped(saidByDemand(document)), version, token },
        ];
      }),
    );
  }

  /** The tokens of what they show now, by id: without one, a subject takes no part. */
  async tokens(side: MatchSide, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ id: string; token: string }>(TOKENS[side], [ids]);
    return new Map(rows.map(({ id, token }) => [id, token]));
  }

  /** The words of many of a side, by id, whole and with their languages, for a reader. Outside of a transaction. */
  async said(side: MatchSide, ids: readonly string[]): Promise<ReadonlyMap<string, readonly SaidText[]>> {
    const rows = await this.database.read<Row>(side === 'company' ? COMPANIES : DEMANDS, [ids]);
    return new Map(rows.map(({ id, document }) => [id, SAID[side](document)]));
  }

  /** The published demands of a company. */
  async demandsOf(companyId: string): Promise<string[]> {
    return (await this.database.query<{ id: string }>(DEMANDS_OF, [companyId])).map((row) => row.id);
  }
}

const FROM_COMPANIES = `FROM companies
    WHERE id = ANY ($1::uuid[]) AND status IN ('verified', 'listed') AND public_document IS NOT NULL`;
// The page of a company has no version of its own: `xmin` is the transaction that wrote the row last.
const COMPANIES: Statement = {
  name: 'matching.company-documents',
  text: `SELECT id, public_document AS document, version, xmin::text AS token ${FROM_COMPANIES}`,
};
const FROM_DEMANDS = `FROM demand_listings listing
    JOIN demand_versions ON demand_versions.demand_id = listing.demand_id AND demand_versions.version = listing.version
    JOIN companies ON companies.id = listing.company_id AND companies.status IN ('verified', 'listed')
    JOIN countries ON countries.code = listing.country
    WHERE listing.demand_id = ANY ($1::uuid[]) AND listing.status = 'open'`;
const DEMANDS: Statement = {
  name: 'matching.demand-documents',
  text: `SELECT listing.demand_id AS id, demand_versions.document, demand_versions.version, listing.version::text AS token,
      countries.languages ${FROM_DEMANDS}`,
};
const TOKENS: Readonly<Record<MatchSide, Statement>> = {
  company: { name: 'matching.company-tokens', text: `SELECT id, xmin::text AS token ${FROM_COMPANIES}` },
  demand: {
    name: 'matching.demand-tokens',
    text: `SELECT listing.demand_id AS id, listing.version::text AS token ${FROM_DEMANDS}`,
  },
};
const DEMANDS_OF: Statement = {
  name: 'matching.demands-of-company',
  text: `SELECT id FROM demands WHERE company_id = $1 AND status = 'published' ORDER BY id`,
};
