import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@shuqiao/platform';
import type { CompanyFeatures, DemandFeatures, MatchSide } from './features';

type Features = CompanyFeatures | DemandFeatures;

/** Reads what a company or a demand shows in public, which is all that a match may be made from. */
@Injectable()
export class FeatureSources {
  constructor(private readonly database: Database) {}

  /** Null for what takes no part: a company that is not verified, a demand that is not open or whose company is not verified. */
  async read(side: MatchSide, id: string): Promise<Features | null> {
    const [row] = await this.database.query<{ features: Features }>(side === 'company' ? COMPANY : DEMAND, [id]);
    return row?.features ?? null;
  }

  /** The published demands of a company. */
  async demandsOf(companyId: string): Promise<string[]> {
    return (await this.database.query<{ id: string }>(DEMANDS_OF, [companyId])).map((row) => row.id);
  }
}

const members = (list: string, member: string): string =>
  `(SELECT coalesce(jsonb_agg(DISTINCT item ->> '${member}') FILTER (WHERE item ->> '${member}' IS NOT NULL), '[]')
    FROM jsonb_array_elements(coalesce(${list}, '[]')) AS item)`;

const COMPANY: Statement = {
  name: 'matching.company-features',
  text: `SELECT jsonb_build_object('companyId', id, 'country', public_document -> 'country',
      'targetCountries', coalesce(public_document -> 'targetCountries', '[]'),
      'referenceCountries', ${members(`public_document -> 'referenceCases'`, 'country')},
      'languages', coalesce(public_document -> 'languages', '[]'),
      'concepts', ${members(`public_document -> 'capabilities'`, 'concept')}) AS features
    FROM companies WHERE id = $1 AND status = 'verified' AND public_document IS NOT NULL`,
};
const DEMAND: Statement = {
  name: 'matching.demand-features',
  text: `SELECT jsonb_build_object('companyId', listing.company_id, 'country', listing.country,
      'textLanguages', ${members(
        `jsonb_build_array(document -> 'title', document -> 'description') || coalesce(document -> 'titleTranslations', '[]')`,
        'lang',
      )},
      'countryLanguages', to_jsonb(countries.languages), 'concepts', to_jsonb(listing.concepts)) AS features
    FROM demand_listings listing
    JOIN demand_versions ON demand_versions.demand_id = listing.demand_id AND demand_versions.version = listing.version
    JOIN companies ON companies.id = listing.company_id AND companies.status = 'verified'
    JOIN countries ON countries.code = listing.country
    WHERE listing.demand_id = $1 AND listing.status = 'open'`,
};
const DEMANDS_OF: Statement = {
  name: 'matching.demands-of-company',
  text: `SELECT id FROM demands WHERE company_id = $1 AND status = 'published' ORDER BY id`,
};
