import { newId } from '@shuqiao/kernel';
import { createFirm } from './people';
import type { TestPortal } from './portal';

type Tagged = { lang: string; text: string };

export interface PublicCompany {
  readonly country?: string;
  readonly kind?: string;
  readonly legalName: Tagged;
  readonly names?: Tagged[];
  readonly products?: readonly object[];
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
    ...{ description, products: company.products ?? [] },
    capabilities: concepts.map((concept) => ({ concept, maturity: 'in_production', evidence: [] })),
  };
  await portal.database.query('UPDATE companies SET public_document = $2, published_at = now() WHERE id = $1', [
    companyId,
    JSON.stringify(document),
  ]);
  await announce(portal, 'company.verified.v1', { companyId });
  return companyId;
}

export async function announce(portal: TestPortal, name: string, payload: object): Promise<void> {
  await portal.database.query('SELECT publish_outbox_message($1, $2, $3, $4)', [newId(), name, payload, 'test']);
}
