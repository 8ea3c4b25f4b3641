import { newId } from '@shuqiao/kernel';
import type { TestPortal } from './portal';

export interface ProfileItems {
  readonly productId: string;
  readonly referenceCaseId: string;
  readonly certificateId: string;
}

/** A product, a reference case and a certificate in a company's profile, put straight into the database. */
export async function profileItems(portal: TestPortal, companyId: string): Promise<ProfileItems> {
  const [productId, referenceCaseId, certificateId] = [newId(), newId(), newId()];
  const { query } = portal.database;
  await query(
    `INSERT INTO company_products (id, company_id, names, description, specification, concepts, created_at, updated_at)
     VALUES ($1, $2, $3, '[]', '[]', '{}', now(), now())`,
    [productId, companyId, JSON.stringify([{ lang: 'zh', text: '调度平台' }])],
  );
  await query(
    `INSERT INTO company_reference_cases (id, company_id, title, country, year, concepts, created_at, updated_at)
     VALUES ($1, $2, $3, 'KZ', 2024, '{}', now(), now())`,
    [referenceCaseId, companyId, { lang: 'ru', text: 'Порт' }],
  );
  await query(
    `INSERT INTO company_certificates (id, company_id, name, scheme, issuer, valid_until, created_at, updated_at)
     VALUES ($1, $2, 'ISMS', 'ISO 27001', 'CQC', '2028-05-31', now(), now())`,
    [certificateId, companyId],
  );
  return { productId, referenceCaseId, certificateId };
}
