import { Injectable } from '@nestjs/common';
import { type Actor, canonicalJson, Clock, fieldError, invalid, type TaggedText, TOO_LARGE } from '@shuqiao/kernel';
import { requirePermission } from '@shuqiao/identity';
import type { DecisionForCompany } from '@shuqiao/moderation';
import { Audit, Database } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { Capabilities } from './capabilities';
import { CompanyAccess } from './company-access';
import { Company } from './company.entity';
import type { Capability, CompanyKind, Headcount, LegalIdentity, RegistrationNumber } from './company.types';
import { type Completeness, completenessOf } from './completeness';
import { dateOf } from './dates';
import { type CompanyCheck, Findings } from './findings';
import { LegalChanges, type LegalChangeState } from './legal-changes.service';
import { NumberRegister } from './number-register';
import { ProfileReader } from './profile-content';
import { Publications } from './publications.service';
import { checkRegistrationNumbers, type TypedNumber } from './registration-numbers';
import type { Renewal } from './renewal.entity';
import { RenewalRegister } from './renewal-register';
import { Submissions } from './submissions.service';
import { requireOneTextPerLanguage } from './texts';

/** UTC+14, the zone in which a day begins first; milliseconds. */
const FURTHEST_AHEAD = 14 * 3_600_000;

/** What to change; an undefined member stays, null clears, a list replaces the whole list. */
export interface ProfileChanges {
  readonly legalName?: TaggedText | undefined;
  readonly country?: string | undefined;
  readonly registrationNumbers?: readonly TypedNumber[] | undefined;
  readonly kind?: CompanyKind | undefined;
  readonly names?: TaggedText[] | undefined;
  readonly description?: TaggedText[] | undefined;
  readonly targetCountries?: string[] | undefined;
  readonly languages?: string[] | undefined;
  readonly headcount?: Headcount | null | undefined;
  readonly foundingYear?: number | null | undefined;
  readonly website?: string | null | undefined;
  readonly capabilities?: readonly Capability[] | undefined;
}

/** The company's own working copy. */
export interface Profile {
  readonly company: Company;
  readonly registrationNumbers: readonly RegistrationNumber[];
  readonly capabilities: readonly Capability[];
  readonly completeness: Completeness;
  readonly checks: readonly CompanyCheck[];
  readonly lastDecision: DecisionForCompany | null;
  readonly legalChange: LegalChangeState | null;
  /** Under review or returned. */
  readonly renewal: Renewal | null;
}

/** Reading and changing a company's own profile. */
@Injectable()
export class Profiles {
  constructor(
    private readonly database: Database,
    private readonly access: CompanyAccess,
    private readonly reader: ProfileReader,
    private readonly numbers: NumberRegister,
    private readonly capabilities: Capabilities,
    private readonly legalChanges: LegalChanges,
    private readonly submissions: Submissions,
    private readonly findings: Findings,
    private readonly renewals: RenewalRegister,
    private readonly publications: Publications,
    private readonly taxonomy: TaxonomyService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, companyId: string): Promise<Profile> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.view(actor, companyId);
      const content = await this.reader.read(company);
      const contacts = await this.reader.contactCount(companyId);
      return {
        company,
        registrationNumbers: content.registrationNumbers,
        capabilities: content.capabilities,
        completeness: completenessOf(content, await this.reader.documents(companyId), contacts),
        checks: await this.findings.checksOn(companyId, dateOf(this.clock.now())),
        lastDecision: await this.submissions.lastDecision(actor, companyId),
        legalChange: await this.legalChanges.latest(actor, companyId),
        renewal: await this.renewals.openOf(companyId),
      };
    });
  }

  /**
   * Changes the profile. For a verified company what is not legal goes public at once; new legal details open a review
   * of their own and need the permission to submit.
   */
  update(actor: Actor, companyId: string, version: number, changes: ProfileChanges): Promise<Profile> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.own(actor, companyId, 'company.edit');
      company.requireVersion(version);
      company.requireEditable();
      this.checkFoundingYear(changes);
      await this.checkReferences(changes);
      await this.changeLegalIdentity(actor, company, changes);
      applyPlainChanges(company, changes);
      company.touch(this.clock.now());
      await this.database.repository(Company).save(company);
      if (changes.capabilities) await this.capabilities.replace(companyId, changes.capabilities);
      await this.publications.refresh(actor, await this.access.locked(companyId));
      const fields = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [name]));
      const subject = { subjectType: 'company', subjectId: companyId, companyId };
      await this.audit.record(actor, { action: 'company.edited', ...subject, details: { fields } });
      return this.get(actor, companyId);
    });
  }

  private async changeLegalIdentity(actor: Actor, company: Company, changes: ProfileChanges): Promise<void> {
    const registrationNumbers = await this.numbers.of(company.id);
    const current: LegalIdentity = { legalName: company.legal, country: company.country, registrationNumbers };
    const { legalName = current.legalName, country = current.country } = changes;
    const numbers = checkRegistrationNumbers(country, changes.registrationNumbers ?? registrationNumbers);
    const wanted: LegalIdentity = { legalName, country, registrationNumbers: numbers };
    if (canonicalJson(wanted) === canonicalJson(current)) return;
    if (company.status === 'verified') {
      requirePermission(actor, 'company.submit', company.id);
      return this.legalChanges.open(actor, company, current, wanted);
    }
    Object.assign(company, { legalName: legalName.text, legalNameLang: legalName.lang, country });
    await this.numbers.replace(company, numbers, false);
  }

  // By the latest clock on earth: where it is New Year already, a firm may have been founded this year.
  private checkFoundingYear({ foundingYear }: ProfileChanges): void {
    const max = new Date(this.clock.now().getTime() + FURTHEST_AHEAD).getUTCFullYear();
    if ((foundingYear ?? 0) > max) throw invalid(fieldError('/foundingYear', TOO_LARGE, { max }));
  }

  private async checkReferences(changes: ProfileChanges): Promise<void> {
    const { legalName, country, names = [], description = [], languages = [], targetCountries = [] } = changes;
    requireOneTextPerLanguage(names, '/names');
    requireOneTextPerLanguage(description, '/description');
    if (legalName) await this.taxonomy.requireLanguages([legalName.lang], () => '/legalName/lang');
    await this.taxonomy.requireLanguages(
      names.map(({ lang }) => lang),
      (index) => `/names/${index}/lang`,
    );
    await this.taxonomy.requireLanguages(
      description.map(({ lang }) => lang),
      (index) => `/description/${index}/lang`,
    );
    await this.taxonomy.requireLanguages(languages, (index) => `/languages/${index}`);
    if (country) await this.taxonomy.requireParticipant(country, '/country');
    for (const [index, target] of targetCountries.entries()) {
      await this.taxonomy.requireParticipant(target, `/targetCountries/${index}`);
    }
  }
}

function applyPlainChanges(company: Company, changes: ProfileChanges): void {
  const { kind, names, description, targetCountries, languages, headcount, foundingYear, website } = changes;
  const plain = { kind, names, description, targetCountries, languages, headcount, foundingYear, website };
  const given = Object.entries(plain).filter(([, value]) => value !== undefined);
  Object.assign(company, Object.fromEntries(given));
}
