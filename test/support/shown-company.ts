import type { CompanyFeatures } from '@shuqiao/matching';
import type { TestPortal } from './portal';
import { announce } from './published-demand';

/** Gives a company a public page that shows these features, and tells the match of it. */
export async function showCompany(
  portal: TestPortal,
  companyId: string,
  shown: Partial<CompanyFeatures>,
  event = 'company.verified.v1',
): Promise<void> {
  const document = {
    companyId,
    legalName: { lang: 'zh', text: '数桥测试科技有限公司' },
    names: [],
    country: shown.country ?? 'CN',
    targetCountries: shown.targetCountries ?? [],
    languages: shown.languages ?? ['zh'],
    capabilities: (shown.concepts ?? []).map((concept) => ({ concept, maturity: 'production', evidence: [] })),
    referenceCases: (shown.referenceCountries ?? []).map((country) => ({ country, year: 2025 })),
    headcount: '250-999',
  };
  await portal.database.query('UPDATE companies SET public_document = $2 WHERE id = $1', [companyId, document]);
  await announce(portal, event, { companyId });
}
