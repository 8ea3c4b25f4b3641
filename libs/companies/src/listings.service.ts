import { Injectable } from '@nestjs/common';
import { type Actor, Clock, newId, type TaggedText } from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { Capabilities } from './capabilities';
import { companyChanged, companyWithdrawn } from './companies.events';
import { CompanyAccess } from './company-access';
import { Company } from './company.entity';
import type { Capability, CompanyKind, Maturity, Origin } from './company.types';
import { Product } from './items/company-items.entities';
import { Publications } from './publications.service';
import { buildPublicDocument } from './public-document';

/** A company as a directory shows it. */
export interface Listing {
  readonly origin: Origin;
  readonly name: TaggedText;
  readonly country: string;
  readonly kind: CompanyKind;
  readonly description: TaggedText | null;
  readonly products: readonly TaggedText[];
  readonly concepts: readonly string[];
  readonly targetCountries: readonly string[];
  readonly languages: readonly string[];
  readonly foundingYear: number | null;
  readonly website: string | null;
}

/** A directory says that a company offers something, not how far it has come: what is offered is taken to exist. */
const MATURITY: Maturity = 'production';

/** Companies that the secretariat has imported: listed, checked by nobody, and without anybody who acts for them. */
@Injectable()
export class Listings {
  constructor(
    private readonly database: Database,
    private readonly access: CompanyAccess,
    private readonly capabilities: Capabilities,
    private readonly publications: Publications,
    private readonly taxonomy: TaxonomyService,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Lists a company for the first time, as an act of the account `createdBy`; returns its id. Once `published` it is found
   * and matched, marked with its origin: the caller announces it by companiesListed, together with others.
   * @throws DomainError VALIDATION_FAILED naming members of the line by pointer.
   */
  add(actor: Actor, listing: Listing, createdBy: string, published: boolean): Promise<string> {
    return this.database.transaction(actor, async () => {
      await this.check(listing);
      const { origin, country, kind, name } = listing;
      const bare = { id: newId(), country, kind, legalName: name.text, legalNameLang: name.lang, createdBy, origin };
      const company = Company.listed(bare, this.clock.now());
      fill(company, listing);
      await this.database.repository(Company).insert(company);
      await this.keep(actor, company, listing, published, LISTED);
      return company.id;
    });
  }

  /**
   * Replaces what is listed. What was published stays so.
   * @throws DomainError COMPANY_NOT_LISTED when it was taken off the lists or acts for itself by now.
   */
  replace(actor: Actor, companyId: string, listing: Listing, published: boolean): Promise<void> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.locked(companyId);
      company.requireListed();
      await this.check(listing);
      const { origin, country, kind, name } = listing;
      Object.assign(company, { origin, country, kind, legalName: name.text, legalNameLang: name.lang });
      fill(company, listing);
      company.touch(this.clock.now());
      await this.database.repository(Company).save(company);
      await this.database.repository(Product).delete({ companyId });
      const [{ shown } = { shown: false }] = await this.database.query<{ shown: boolean }>(SHOWN, [companyId]);
      await this.keep(
        actor,
        await this.access.locked(companyId),
        listing,
        published || shown,
        'company.listing_changed',
      );
    });
  }

  /** Takes a listed company off for good: no later import brings it back. @throws DomainError COMPANY_NOT_LISTED */
  remove(actor: Actor, companyId: string, reason: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.locked(companyId);
      company.requireListed();
      company.withdraw(this.clock.now());
      await this.database.repository(Company).save(company);
      await this.publications.withdraw(actor, company);
      await this.record(actor, companyId, 'company.delisted', { reason });
      await this.outbox.publish(actor, companyWithdrawn(company));
    });
  }

  private async keep(
    actor: Actor,
    company: Company,
    listing: Listing,
    published: boolean,
    action: string,
  ): Promise<void> {
    const products = listing.products.map((name) => productOf(company.id, name, this.clock.now()));
    if (products.length) await this.database.repository(Product).insert(products);
    const capabilities = listing.concepts.map((concept): Capability => ({ concept, maturity: MATURITY, evidence: [] }));
    if (capabilities.length || action !== LISTED) await this.capabilities.replace(company.id, capabilities);
    await this.record(actor, company.id, action, { source: listing.origin.source, published });
    if (!published) return;
    const items = { products, referenceCases: [], certificates: [] };
    const document = buildPublicDocument({ company, registrationNumbers: [], capabilities, ...items }, []);
    await this.publications.put(company, document);
    if (action !== LISTED) await this.outbox.publish(actor, companyChanged(company));
  }

  private async check({ country, name, description, concepts, targetCountries, languages }: Listing): Promise<void> {
    await this.taxonomy.requireParticipant(country, '/country');
    for (const [index, target] of targetCountries.entries())
      await this.taxonomy.requireParticipant(target, `/target_countries/${index}`);
    const written = [name.lang, description?.lang ?? name.lang];
    await this.taxonomy.requireLanguages(written, () => '/lang');
    await this.taxonomy.requireLanguages(languages, (index) => `/languages/${index}`);
    await this.taxonomy.requireConcepts(concepts, (index) => `/concepts/${index}`);
  }

  private record(
    actor: Actor,
    companyId: string,
    action: string,
    details: Record<string, string | boolean>,
  ): Promise<void> {
    return this.audit.record(actor, { action, subjectType: 'company', subjectId: companyId, companyId, details });
  }
}

function fill(company: Company, listing: Listing): void {
  const { description, targetCountries, languages, foundingYear, website } = listing;
  company.description = description ? [description] : [];
  company.targetCountries = [...targetCountries];
  company.languages = [...languages];
  company.foundingYear = foundingYear;
  company.website = website;
}

function productOf(companyId: string, name: TaggedText, now: Date): Product {
  const content = { names: [name], description: [], specification: [], concepts: [], pictureId: null };
  const row = { id: newId(), companyId, version: 1, createdAt: now, updatedAt: now };
  return Object.assign(new Product(), row, content);
}

const LISTED = 'company.listed';

const SHOWN: Statement = {
  name: 'companies.listing-shown',
  text: 'SELECT public_document IS NOT NULL AS shown FROM companies WHERE id = $1',
};
