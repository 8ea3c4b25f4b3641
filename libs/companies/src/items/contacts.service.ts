import { Injectable } from '@nestjs/common';
import { type Actor, Clock, fieldError, invalid } from '@shuqiao/kernel';
import { requirePermission } from '@shuqiao/identity';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { CONSENT_REQUIRED, NOT_A_PHONE_NUMBER } from '../companies.errors';
import { CompanyAccess } from '../company-access';
import { CompanyItems } from './company-items';
import type { Contact } from './company-items.entities';
import { CONTACTS } from './item-kinds';

export interface ContactContent {
  readonly name: string;
  readonly position: string | null;
  readonly email: string;
  readonly phone: string | null;
  readonly languages: string[];
}

/**
 * Contact persons: only for the company's own editors, kept with the person's consent. Listing is the export of what is
 * kept, removing erases it; both are possible in every state of the company.
 */
@Injectable()
export class Contacts {
  constructor(
    private readonly items: CompanyItems,
    private readonly access: CompanyAccess,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, companyId: string): Promise<Contact[]> {
    this.access.requireMember(actor, companyId);
    requirePermission(actor, 'contact.view', companyId);
    return this.items.list(actor, companyId, CONTACTS);
  }

  add(actor: Actor, companyId: string, content: ContactContent, consent: boolean): Promise<Contact> {
    return this.items.add(actor, companyId, CONTACTS, async () => {
      if (!consent) throw invalid(fieldError('/consent', CONSENT_REQUIRED));
      return { ...(await this.check(content)), consentedAt: this.clock.now() };
    });
  }

  change(
    actor: Actor,
    companyId: string,
    id: string,
    version: number,
    changes: Partial<ContactContent>,
  ): Promise<Contact> {
    return this.items.change(actor, companyId, CONTACTS, { id, version }, () => this.check(changes));
  }

  remove(actor: Actor, companyId: string, id: string): Promise<void> {
    return this.items.remove(actor, companyId, CONTACTS, id);
  }

  private async check<T extends Partial<ContactContent>>(content: T): Promise<T> {
    if (content.languages) await this.taxonomy.requireLanguages(content.languages, (index) => `/languages/${index}`);
    return content.phone ? { ...content, phone: internationalNumber(content.phone) } : content;
  }
}

/** The number in E.164 form. @throws DomainError VALIDATION_FAILED when it is none of an existing range. */
function internationalNumber(phone: string): string {
  const parsed = parsePhoneNumberFromString(phone);
  if (!parsed?.isValid()) throw invalid(fieldError('/phone', NOT_A_PHONE_NUMBER));
  return parsed.number;
}
