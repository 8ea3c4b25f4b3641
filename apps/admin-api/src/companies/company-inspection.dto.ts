import {
  COMPANY_KINDS,
  COMPANY_STATUSES,
  type CompanyStatus,
  HEADCOUNTS,
  type InspectedCard,
  type InspectedCompany,
  RENEWAL_STATUSES,
  type Side,
  SIDES,
} from '@shuqiao/companies';
import {
  BooleanField,
  CountryField,
  DateField,
  EnumField,
  IdField,
  IntegerField,
  LanguageTagField,
  ObjectField,
  PageQuery,
  taggedTextDto,
  TextField,
  TimeField,
} from '@shuqiao/platform';

const Tagged = taggedTextDto(5000);
type TaggedText = { lang: string; text: string };

export class InspectionQuery extends PageQuery {
  @EnumField(COMPANY_STATUSES, { optional: true }) status?: CompanyStatus;
  @CountryField({ optional: true }) country?: string;
  @EnumField(SIDES, { optional: true }) side?: Side;
  @BooleanField({ optional: true, fromQuery: true, description: 'Only those with a finding that no longer holds.' })
  expiredCheck?: boolean;
}

export class CompanyReasonDto {
  @TextField({
    max: 2000,
    multiline: true,
    description: 'Kept in the audit; that of a suspension is told to the company.',
  })
  reason: string;
}

export class InspectedCardView {
  @IdField() companyId: string;
  @ObjectField(() => Tagged) legalName: TaggedText;
  @ObjectField(() => Tagged, { list: { max: 10 } }) names: readonly TaggedText[];
  @CountryField() country: string;
  @EnumField(SIDES) side: string;
  @EnumField(COMPANY_KINDS) kind: string;
  @EnumField(COMPANY_STATUSES) status: string;
  @TimeField() createdAt: string;
  @TimeField({ nullable: true }) submittedAt: string | null;
}

export class InspectedPageView {
  @ObjectField(() => InspectedCardView, { list: { max: 100 } }) items: readonly InspectedCard[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

class CompanyFindingView {
  @IdField() reviewCaseId: string;
  @TextField({ max: 60 }) check: string;
  @EnumField(['passed', 'failed', 'not_applicable']) result: string;
  @DateField({ nullable: true }) validUntil: string | null;
  @TextField({ max: 2000, nullable: true, multiline: true }) note: string | null;
  @IdField() by: string;
  @TextField({ max: 200, nullable: true }) byName: string | null;
  @TimeField() at: string;
}

class NumberView {
  @TextField({ max: 20 }) scheme: string;
  @TextField({ max: 64 }) number: string;
}

class LinkView {
  @TextField({ max: 300 }) url: string;
  @TimeField() expiresAt: string;
}

class InspectedDocumentView {
  @IdField() id: string;
  @TextField({ max: 40 }) purpose: string;
  @TextField({ max: 200 }) name: string;
  @TextField({ max: 100 }) mediaType: string;
  @IntegerField({ min: 1, max: 10485760 }) size: number;
  @TextField({ max: 64 }) sha256: string;
  @TimeField() createdAt: string;
  @ObjectField(() => LinkView) link: LinkView;
}

class InspectedContactView {
  @IdField() id: string;
  @TextField({ max: 100 }) name: string;
  @TextField({ max: 100, nullable: true }) position: string | null;
  @TextField({ max: 254 }) email: string;
  @TextField({ max: 40, nullable: true }) phone: string | null;
  @LanguageTagField({ list: { max: 10 } }) languages: string[];
}

class InspectedLegalChangeView {
  @IdField() id: string;
  @EnumField(['submitted', 'approved', 'returned', 'rejected', 'withdrawn']) status: string;
  @ObjectField(() => Tagged) legalName: TaggedText;
  @CountryField() country: string;
  @ObjectField(() => NumberView, { list: { max: 6 } }) registrationNumbers: NumberView[];
  @TimeField() createdAt: string;
}

class InspectedRenewalView {
  @IdField() id: string;
  @IdField() reviewCaseId: string;
  @EnumField(RENEWAL_STATUSES) status: string;
  @TextField({ max: 60, list: { max: 20 } }) checks: string[];
  @TimeField() openedAt: string;
  @TimeField({ nullable: true }) respondBy: string | null;
  @TimeField({ nullable: true }) concludedAt: string | null;
}

export class InspectedCompanyView {
  @IdField() companyId: string;
  @EnumField(COMPANY_STATUSES) status: string;
  @IntegerField({ min: 1, max: 2 ** 31 - 1 }) version: number;
  @ObjectField(() => Tagged) legalName: TaggedText;
  @CountryField() country: string;
  @EnumField(SIDES) side: string;
  @EnumField(COMPANY_KINDS) kind: string;
  @ObjectField(() => NumberView, { list: { max: 6 } }) registrationNumbers: readonly NumberView[];
  @ObjectField(() => Tagged, { list: { max: 10 } }) names: TaggedText[];
  @ObjectField(() => Tagged, { list: { max: 5 } }) description: TaggedText[];
  @ObjectField(() => Object, { list: { max: 50 } }) capabilities: readonly object[];
  @ObjectField(() => Object, { list: { max: 30 } }) products: readonly object[];
  @ObjectField(() => Object, { list: { max: 50 } }) referenceCases: readonly object[];
  @ObjectField(() => Object, { list: { max: 50 } }) certificates: readonly object[];
  @CountryField({ list: { max: 30 } }) targetCountries: string[];
  @LanguageTagField({ list: { max: 20 } }) languages: string[];
  @EnumField(HEADCOUNTS, { nullable: true }) headcount: string | null;
  @IntegerField({ min: 1000, max: 2200, nullable: true }) foundingYear: number | null;
  @TextField({ max: 500, nullable: true }) website: string | null;
  @TextField({ max: 60, nullable: true }) systemRemark: string | null;
  @TextField({ max: 2000, nullable: true }) suspensionReason: string | null;
  @TimeField({ nullable: true }) submittedAt: string | null;
  @TimeField({ nullable: true }) verifiedAt: string | null;
  @ObjectField(() => InspectedContactView, { list: { max: 20 } }) contacts: InspectedContactView[];
  @ObjectField(() => InspectedDocumentView, { list: { max: 500 } }) documents: InspectedDocumentView[];
  @ObjectField(() => CompanyFindingView, { list: { max: 500 } }) findings: readonly CompanyFindingView[];
  @ObjectField(() => InspectedLegalChangeView, { list: { max: 50 } }) legalChanges: InspectedLegalChangeView[];
  @ObjectField(() => InspectedRenewalView, { list: { max: 50 } }) renewals: InspectedRenewalView[];
}

export function inspectedCompanyView(inspected: InspectedCompany): InspectedCompanyView {
  const { content, findings } = inspected;
  const { company, registrationNumbers, capabilities, products, referenceCases, certificates } = content;
  const { status, version, country, side, kind, names, description, targetCountries, languages } = company;
  const { headcount, foundingYear, website, systemRemark, suspensionReason } = company;
  return {
    ...{ companyId: company.id, status, version, legalName: company.legal, country, side, kind, registrationNumbers },
    ...{ names, description, capabilities, products, referenceCases, certificates, targetCountries, languages },
    ...{ headcount, foundingYear, website, systemRemark, suspensionReason, findings },
    submittedAt: company.submittedAt?.toISOString() ?? null,
    verifiedAt: company.verifiedAt?.toISOString() ?? null,
    contacts: inspected.contacts.map(({ id, name, position, email, phone, languages: spoken }) => {
      return { id, name, position, email, phone, languages: spoken };
    }),
    documents: inspected.documents.map(({ id, purpose, name, mediaType, size, sha256, createdAt, link }) => {
      return { id, purpose, name, mediaType, size, sha256, createdAt, link };
    }),
    legalChanges: inspected.legalChanges.map((change) => ({
      id: change.id,
      status: change.status,
      legalName: { lang: change.legalNameLang, text: change.legalName },
      country: change.country,
      registrationNumbers: change.registrationNumbers,
      createdAt: change.createdAt.toISOString(),
    })),
    renewals: inspected.renewals.map(
      ({ id, reviewCaseId, status: state, checks, openedAt, respondBy, concludedAt }) => ({
        ...{ id, reviewCaseId, status: state, checks },
        openedAt: openedAt.toISOString(),
        respondBy: respondBy?.toISOString() ?? null,
        concludedAt: concludedAt?.toISOString() ?? null,
      }),
    ),
  };
}
