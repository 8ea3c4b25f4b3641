import { as } from './eois';
import { createFirm } from './people';
import type { TestPortal } from './portal';
import { announce, publishDemand, type PublishedDemand } from './published-demand';

type Firm = Awaited<ReturnType<typeof createFirm>>;

/** A port that publishes demands, companies that are recommended to it, and members who open what was recommended. */
export class Recommendations {
  private constructor(
    private readonly portal: TestPortal,
    readonly buyer: Firm,
  ) {}

  static async at(portal: TestPortal): Promise<Recommendations> {
    return new Recommendations(portal, await createFirm(portal, { country: 'KZ', legalName: 'Порт Актау' }));
  }

  async company(): Promise<Firm> {
    const firm = await createFirm(this.portal, { country: 'CN' });
    const capabilities = ['data-infra.datacenter', 'ai.llm'].map((concept) => ({ concept, maturity: 'production' }));
    const document = {
      ...{ companyId: firm.companyId, country: 'CN', targetCountries: ['KZ'], languages: ['zh', 'ru'] },
      ...{ names: [], legalName: { lang: 'zh', text: '数桥测试' }, capabilities, referenceCases: [] },
      description: [{ lang: 'en', text: 'Data centres' }],
    };
    await this.portal.database.query('UPDATE companies SET public_document = $2 WHERE id = $1', [
      firm.companyId,
      document,
    ]);
    await announce(this.portal, 'company.verified.v1', { companyId: firm.companyId });
    return firm;
  }

  async publish(): Promise<PublishedDemand> {
    const demand = await publishDemand(this.portal, { companyId: this.buyer.companyId });
    await announce(this.portal, 'demand.published.v1', { demandId: demand.id });
    await this.portal.settle();
    return demand;
  }

  openedBy(firm: Firm, demand: PublishedDemand, company = firm) {
    return as(this.portal, firm).post(`/companies/${company.companyId}/matches/${demand.id}/opening`);
  }

  openedFor(person: Firm, demand: PublishedDemand, firm: Firm) {
    return as(this.portal, person).post(`/demands/${demand.id}/matches/${firm.companyId}/opening`);
  }
}
