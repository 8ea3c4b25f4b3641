import {
  COMPANY_KINDS,
  COMPANY_STATUSES,
  type CompanyCheck,
  type CompanyKind,
  type CompanyStatus,
  type Headcount,
  HEADCOUNTS,
  type LegalChangeState,
  type Profile,
  type RegistrationNumber,
  type Renewal,
  type Side,
  SIDES,
  SYSTEM_REMARKS,
} from '@shuqiao/companies';
import type { Language } from '@shuqiao/kernel';
import type { DecisionForCompany } from '@shuqiao/moderation';
import {
  BooleanField,
  CountryField,
  EnumField,
  IdField,
  IntegerField,
  LanguageTagField,
  localizedTextDto,
  ObjectField,
  taggedTextDto,
  TextField,
  TimeField,
  UrlField,
} from '@shuqiao/platform';
import { CheckView } from './company-page.dto';
import { CapabilityDto, RegistrationNumberDto, type Tagged, TaggedDescription, TaggedName } from './company.dto';

const TaggedReason = taggedTextDto(4000);
const ReasonTexts = localizedTextDto(4000);

class CompanyRemarkView {
  @TextField({ max: 500, description: 'A JSON pointer into what was submitted.' }) pointer: string;
  @LanguageTagField() lang: string;
  @TextField({ max: 2000, multiline: true }) text: string;
}

export class DecisionView {
  @IntegerField({ min: 1, max: 2 ** 31 - 1 }) subjectVersion: number;
  @EnumField(['approved', 'returned', 'rejected']) decision: string;
  @TextField({ max: 60, nullable: true }) reasonTemplate: string | null;
  @ObjectField(() => ReasonTexts, { nullable: true }) reasonTexts: object | null;
  @ObjectField(() => TaggedReason, { nullable: true }) reason: Tagged | null;
  @ObjectField(() => CompanyRemarkView, { list: { max: 200 } }) remarks: readonly CompanyRemarkView[];
  @TimeField() decidedAt: string;
}

class SystemRemarkView {
  @TextField({ max: 60 }) code: string;
  @TextField({ max: 1000, description: 'In the language of the request.' }) text: string;
}

class CompletenessView {
  @IntegerField({ min: 0, max: 100 }) percent: number;
  @TextField({ max: 60, list: { max: 20 } }) missing: readonly string[];
  @TextField({ max: 60, list: { max: 20 }, description: 'Without these it cannot be submitted.' })
  required: readonly string[];
}

class LegalChangeView {
  @IdField() id: string;
  @EnumField(['submitted', 'approved', 'returned', 'rejected']) status: string;
  @ObjectField(() => TaggedName) legalName: Tagged;
  @CountryField() country: string;
  @ObjectField(() => RegistrationNumberDto, { list: { max: 6 } }) registrationNumbers: RegistrationNumber[];
  @TimeField() createdAt: string;
  @ObjectField(() => DecisionView, { nullable: true }) decision: DecisionForCompany | null;
  @ObjectField(() => SystemRemarkView, { nullable: true }) systemRemark: SystemRemarkView | null;
}

class RenewalView {
  @IdField() id: string;
  @EnumField(['under_review', 'returned']) status: string;
  @TextField({ max: 60, list: { max: 20 } }) checks: readonly string[];
  @TimeField() openedAt: string;
  @TimeField({ nullable: true, description: 'Once returned: not answered by then, the verification is suspended.' })
  respondBy: string | null;
}

/** What the secretariat found, and whether it still holds. */
class OwnCheckView extends CheckView {
  @BooleanField({ description: 'The date until which the finding holds has passed.' }) expired: boolean;
}

export class ProfileView {
  @IdField() companyId: string;
  @EnumField(COMPANY_STATUSES) status: CompanyStatus;
  @IntegerField({ min: 1, max: 2 ** 31 - 1 }) version: number;
  @ObjectField(() => TaggedName) legalName: Tagged;
  @CountryField() country: string;
  @EnumField(SIDES) side: Side;
  @EnumField(COMPANY_KINDS) kind: CompanyKind;
  @ObjectField(() => RegistrationNumberDto, { list: { max: 6 } }) registrationNumbers: readonly RegistrationNumber[];
  @ObjectField(() => TaggedName, { list: { max: 10 } }) names: Tagged[];
  @ObjectField(() => TaggedDescription, { list: { max: 5 } }) description: Tagged[];
  @ObjectField(() => CapabilityDto, { list: { max: 50 } }) capabilities: readonly object[];
  @CountryField({ list: { max: 30 } }) targetCountries: string[];
  @LanguageTagField({ list: { max: 20 } }) languages: string[];
  @EnumField(HEADCOUNTS, { nullable: true }) headcount: Headcount | null;
  @IntegerField({ min: 1000, max: 2200, nullable: true }) foundingYear: number | null;
  @UrlField({ nullable: true }) website: string | null;
  @TimeField({ nullable: true }) submittedAt: string | null;
  @TimeField({ nullable: true }) verifiedAt: string | null;
  @TextField({ max: 2000, nullable: true }) suspensionReason: string | null;
  @ObjectField(() => CompletenessView) completeness: CompletenessView;
  @ObjectField(() => OwnCheckView, { list: { max: 100 } }) checks: readonly CompanyCheck[];
  @ObjectField(() => DecisionView, { nullable: true }) lastDecision: DecisionForCompany | null;
  @ObjectField(() => SystemRemarkView, { nullable: true }) systemRemark: SystemRemarkView | null;
  @ObjectField(() => LegalChangeView, { nullable: true, description: 'The newest change of legal details.' })
  legalChange: LegalChangeView | null;
  @ObjectField(() => RenewalView, { nullable: true, description: 'Checks that are being done again.' })
  renewal: RenewalView | null;
}

export function profileView(profile: Profile, language: Language): ProfileView {
  const { company, registrationNumbers, capabilities, completeness, checks, lastDecision, legalChange, renewal } =
    profile;
  const { status, version, country, side, kind, names, description, targetCountries, languages } = company;
  const { headcount, foundingYear, website, suspensionReason } = company;
  return {
    ...{ companyId: company.id, status, version, legalName: company.legal, country, side, kind, registrationNumbers },
    ...{ names, description, capabilities, targetCountries, languages, headcount, foundingYear, website },
    submittedAt: company.submittedAt?.toISOString() ?? null,
    verifiedAt: company.verifiedAt?.toISOString() ?? null,
    suspensionReason,
    completeness,
    checks,
    lastDecision,
    systemRemark: systemRemark(company.systemRemark, language),
    legalChange: legalChange && legalChangeView(legalChange, language),
    renewal: renewal && renewalView(renewal),
  };
}

function legalChangeView({ change, decision }: LegalChangeState, language: Language): LegalChangeView {
  return {
    id: change.id,
    status: change.status,
    legalName: { lang: change.legalNameLang, text: change.legalName },
    country: change.country,
    registrationNumbers: change.registrationNumbers,
    createdAt: change.createdAt.toISOString(),
    decision,
    systemRemark: systemRemark(change.systemRemark, language),
  };
}

function renewalView({ id, status, checks, openedAt, respondBy }: Renewal): RenewalView {
  return { id, status, checks, openedAt: openedAt.toISOString(), respondBy: respondBy?.toISOString() ?? null };
}

function systemRemark(code: string | null, language: Language): SystemRemarkView | null {
  const texts = code ? SYSTEM_REMARKS[code] : undefined;
  return code && texts ? { code, text: texts[language] } : null;
}
