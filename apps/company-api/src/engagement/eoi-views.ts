import { Injectable } from '@nestjs/common';
import { Companies } from '@shuqiao/companies';
import { type ContactView, EoiReads, type EoiRecord, type OfferComparison } from '@shuqiao/engagement';
import type { Actor, Page } from '@shuqiao/kernel';
import type { ContactViewView, EoiView } from './eoi.dto';
import type { OfferComparisonView } from './offer-comparison.dto';

/** Puts what everybody may see of the two companies beside an EOI. */
@Injectable()
export class EoiViews {
  constructor(
    private readonly reads: EoiReads,
    private readonly companies: Companies,
  ) {}

  /** The EOI as it stands now, after whatever was done to it. */
  async of(actor: Actor, id: string): Promise<EoiView> {
    const [view] = await this.withCompanies([await this.reads.get(actor, id)]);
    return view as EoiView;
  }

  async page(page: Page<EoiRecord>): Promise<Page<EoiView>> {
    return { items: await this.withCompanies(page.items), nextCursor: page.nextCursor };
  }

  async comparison(comparison: OfferComparison): Promise<OfferComparisonView> {
    const cards = await this.companies.cards(comparison.items.map((item) => item.companyId));
    const items = comparison.items.map((item) => ({ ...item, company: cards.get(item.companyId) ?? null }));
    const requirements = comparison.requirements.map(({ id, title, concepts, mandatory }) => ({
      id,
      title,
      concepts,
      mandatory,
    }));
    return { ...comparison, requirements, items };
  }

  async contactViews(page: Page<ContactView>): Promise<Page<ContactViewView>> {
    const cards = await this.companies.cards(page.items.map((item) => item.viewerCompanyId));
    const items = page.items.map((item) => ({ ...item, viewerCompany: cards.get(item.viewerCompanyId) ?? null }));
    return { items, nextCursor: page.nextCursor };
  }

  private async withCompanies(records: readonly EoiRecord[]): Promise<EoiView[]> {
    const cards = await this.companies.cards(records.flatMap((record) => [record.companyId, record.demandCompanyId]));
    return records.map((record) => ({
      ...record,
      company: cards.get(record.companyId) ?? null,
      demandCompany: cards.get(record.demandCompanyId) ?? null,
    }));
  }
}
