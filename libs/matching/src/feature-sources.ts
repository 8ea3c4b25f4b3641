import { Injectable } from '@nestjs/common';
import type { JsonObject } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { companyFeatures, demandFeatures } from './build-features';
import type { CompanyFeatures, DemandFeatures, MatchSide } from './features';

type Features = CompanyFeatures | DemandFeatures;

/** Reads what a company or a demand shows in public, which is all that a match may be made from. */
@Injectable()
export class FeatureSources {
  constructor(private readonly database: Database) {}

  /** Null for what takes no part: a company that is not verified, a demand that is not open or whose company is not verified. */
  async read(side: MatchSide, id: string): Promise<Features | null> {
    if (side === 'company') {
      const [row] = await this.database.query<{ document: JsonObject }>(COMPANY, [id]);
      return row ? companyFeatures(row.document) : null;
    }
    const [row] = await this.database.query<{ document: JsonObject; languages: string[] }>(DEMAND, [id]);
    return row ? demandFeatures(row.document, row.languages) : null;
  }

  /** The published demands of a company. */
  async demandsOf(companyId: string): Promise<string[]> {
    return (await this.database.query<{ id: string }>(DEMANDS_OF, [companyId])).map((row) => row.id);
  }
}

const COMPANY: Statement = {
  name: 'matching.company-document',
  text: `SELECT public_document AS document FROM companies WHERE id = $1 AND status IN ('verified', 'listed') AND public_document IS NOT NULL`,
};
const DEMAND: Statement = {
  name: 'matching.demand-document',
  text: `SELECT demand_versions.document, countries.languages FROM demand_listings listing
    JOIN demand_versions ON demand_versions.demand_id = listing.demand_id AND demand_versions.version = listing.version
    JOIN companies ON companies.id = listing.company_id AND companies.status IN ('verified', 'listed')
    JOIN countries ON countries.code = listing.country
    WHERE listing.demand_id = $1 AND listing.status = 'open'`,
};
const DEMANDS_OF: Statement = {
  name: 'matching.demands-of-company',
  text: `SELECT id FROM demands WHERE company_id = $1 AND status = 'published' ORDER BY id`,
};
