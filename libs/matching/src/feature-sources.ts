import { Injectable } from '@nestjs/common';
import type { JsonObject } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { WeightedText } from '@shuqiao/text';
import { companyFeatures, demandFeatures } from './build-features';
import type { CompanyFeatures, DemandFeatures, MatchSide } from './features';
import { textsOfCompany, textsOfDemand } from './texts/match-texts';

/** What a subject shows: its features, and its words. */
export interface Shown {
  readonly features: CompanyFeatures | DemandFeatures;
  readonly texts: readonly WeightedText[];
  readonly version: number;
}

type Row = { document: JsonObject; version: number };

/** Reads what a company or a demand shows in public, which is all that a match may be made from. */
@Injectable()
export class FeatureSources {
  constructor(private readonly database: Database) {}

  /** Null for what takes no part: a company that is not verified, a demand that is not open or whose company is not verified. */
  async read(side: MatchSide, id: string): Promise<Shown | null> {
    if (side === 'company') {
      const [row] = await this.database.query<Row>(COMPANY, [id]);
      if (!row) return null;
      const { document, version } = row;
      return { features: companyFeatures(document), texts: textsOfCompany(document), version };
    }
    const [row] = await this.database.query<Row & { languages: string[] }>(DEMAND, [id]);
    if (!row) return null;
    const { document, version, languages } = row;
    return { features: demandFeatures(document, languages), texts: textsOfDemand(document), version };
  }

  /** The words of many of a side, by id. Only those that take part are in the answer. */
  async texts(side: MatchSide, ids: readonly string[]): Promise<ReadonlyMap<string, readonly WeightedText[]>> {
    const read = side === 'company' ? textsOfCompany : textsOfDemand;
    const rows = await this.database.query<Row & { id: string }>(TEXTS[side], [ids]);
    return new Map(rows.map(({ id, document }) => [id, read(document)]));
  }

  /** The published demands of a company. */
  async demandsOf(companyId: string): Promise<string[]> {
    return (await this.database.query<{ id: string }>(DEMANDS_OF, [companyId])).map((row) => row.id);
  }
}

const SHOWN_COMPANY = `status IN ('verified', 'listed') AND public_document IS NOT NULL`;
const OPEN_DEMAND = `FROM demand_listings listing
    JOIN demand_versions ON demand_versions.demand_id = listing.demand_id AND demand_versions.version = listing.version
    JOIN companies ON companies.id = listing.company_id AND companies.status IN ('verified', 'listed')
    JOIN countries ON countries.code = listing.country
    WHERE listing.status = 'open'`;
const COMPANY: Statement = {
  name: 'matching.company-document',
  text: `SELECT public_document AS document, version FROM companies WHERE id = $1 AND ${SHOWN_COMPANY}`,
};
const DEMAND: Statement = {
  name: 'matching.demand-document',
  text: `SELECT demand_versions.document, demand_versions.version, countries.languages ${OPEN_DEMAND} AND listing.demand_id = $1`,
};
const TEXTS: Readonly<Record<MatchSide, Statement>> = {
  company: {
    name: 'matching.company-documents',
    text: `SELECT id, public_document AS document FROM companies WHERE id = ANY ($1::uuid[]) AND ${SHOWN_COMPANY}`,
  },
  demand: {
    name: 'matching.demand-documents',
    text: `SELECT listing.demand_id AS id, demand_versions.document ${OPEN_DEMAND} AND listing.demand_id = ANY ($1::uuid[])`,
  },
};
const DEMANDS_OF: Statement = {
  name: 'matching.demands-of-company',
  text: `SELECT id FROM demands WHERE company_id = $1 AND status = 'published' ORDER BY id`,
};
