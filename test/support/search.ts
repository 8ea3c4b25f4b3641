import { newId } from '@shuqiao/kernel';
import { createFirm, type Person } from './people';
import type { TestPortal } from './portal';

type Tagged = { lang: string; text: string };

export interface PublicCompany {
  readonly country?: string;
  readonly kind?: string;
  readonly legalName: Tagged;
  readonly names?: Tagged[];
  readonly description?: Tagged[];
  readonly concepts?: string[];
  readonly targetCountries?: string[];
  readonly languages?: string[];
}

/** A verified company with a public document, announced but not yet indexed: that is what `portal.settle()` does. */
export async function createPublicCompany(portal: TestPortal, company: PublicCompany): Promise<string> {
  const { country = 'CN', kind = 'firm', legalName, names = [], description = [], concepts = [] } = company;
  const { companyId } = await createFirm(portal, { country, kind, legalName: legalName.text });
  const document = {
    ...{ companyId, legalName, names, country, side: country === 'CN' ? 'domestic' : 'foreign', kind, concepts },
    ...{ targetCountries: company.targetCountries ?? [], languages: company.languages ?? ['zh'], verifiedAt: null },
    description,
    capabilities: concepts.map((concept) => ({ concept, maturity: 'in_production', evidence: [] })),
  };
  await portal.database.query('UPDATE companies SET public_document = $2, published_at = now() WHERE id = $1', [
    companyId,
    JSON.stringify(document),
  ]);
  await announce(portal, 'company.verified.v1', { companyId });
  return companyId;
}

export interface PublicDemand {
  readonly title: Tagged;
  readonly titleTranslations?: Tagged[];
  readonly description?: Tagged;
  readonly country?: string;
  readonly concepts?: string[];
  readonly deadline?: Date;
}

/** A published demand, in the form that the publication leaves behind, announced but not yet indexed. */
export async function createPublicDemand(
  portal: TestPortal,
  owner: Person & { companyId: string },
  demand: PublicDemand,
): Promise<string> {
  const id = newId();
  const deadline = demand.deadline ?? new Date(Date.now() + 30 * 86_400_000);
  await portal.database.query(
    `INSERT INTO demands (id, company_id, status, country, title, description, deadline, published_version, published_at, created_at, updated_at)
     VALUES ($1, $2, 'published', $3, $4, $5, $6, 1, now(), now(), now())`,
    [
      id,
      owner.companyId,
      demand.country ?? 'KZ',
      JSON.stringify(demand.title),
      JSON.stringify(demand.description ?? demand.title),
      deadline,
    ],
  );
  await writeVersion(portal, owner.companyId, id, 1, demand, deadline);
  await announce(portal, 'demand.published.v1', { demandId: id });
  return id;
}

/** A new public version in the place of the one before. */
export async function amendPublicDemand(
  portal: TestPortal,
  owner: Person & { companyId: string },
  id: string,
  demand: PublicDemand,
): Promise<void> {
  const deadline = demand.deadline ?? new Date(Date.now() + 30 * 86_400_000);
  await writeVersion(portal, owner.companyId, id, 2, demand, deadline);
  await announce(portal, 'demand.amended.v1', { demandId: id, version: 2, material: false });
}

export async function announce(portal: TestPortal, name: string, payload: object): Promise<void> {
  await portal.database.query('SELECT publish_outbox_message($1, $2, $3, $4)', [newId(), name, payload, 'test']);
}

async function writeVersion(
  portal: TestPortal,
  companyId: string,
  id: string,
  version: number,
  { title, titleTranslations = [], description = title, country = 'KZ', concepts = [] }: PublicDemand,
  deadline: Date,
): Promise<void> {
  const summary = { id, companyId, version, country, title, titleTranslations, deadline, concepts };
  const requirements = [{ id: newId(), kind: 'lot', title, concepts }];
  const document = { ...summary, description, requirements };
  await portal.database.query(
    `INSERT INTO demand_versions (demand_id, version, company_id, document, material, published_at) VALUES ($1, $2, $3, $4, false, now())`,
    [id, version, companyId, JSON.stringify(document)],
  );
  await portal.database.query(
    `INSERT INTO demand_listings (demand_id, company_id, version, status, country, deadline, published_at, concepts, summary)
     VALUES ($1, $2, $3, 'open', $4, $5, now(), $6, $7) ON CONFLICT (demand_id) DO UPDATE
     SET version = excluded.version, country = excluded.country, deadline = excluded.deadline, concepts = excluded.concepts, summary = excluded.summary`,
    [id, companyId, version, country, deadline, concepts, JSON.stringify(summary)],
  );
}
