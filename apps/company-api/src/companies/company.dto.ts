import type { CompanyKind, CompanyStatus, Evidence, Headcount, Maturity, Side } from '@shuqiao/companies';
import {
  COMPANY_KINDS,
  COMPANY_STATUSES,
  EVIDENCE_TYPES,
  HEADCOUNTS,
  MATURITIES,
  REGISTRATION_SCHEMES,
  SIDES,
} from '@shuqiao/companies';
import {
  ConceptField,
  CountryField,
  EnumField,
  IdField,
  IntegerField,
  LanguageTagField,
  ObjectField,
  taggedTextDto,
  TextField,
  UrlField,
} from '@shuqiao/platform';

export const TaggedName = taggedTextDto(200);
export const TaggedDescription = taggedTextDto(5000);
export type Tagged = { lang: string; text: string };

export class RegistrationNumberDto {
  @EnumField(REGISTRATION_SCHEMES.map(({ scheme }) => scheme), {
    description: 'A code of the list of registration schemes.',
  })
  scheme: string;

  @TextField({ max: 64 })
  number: string;
}

export class NewCompanyDto {
  @ObjectField(() => TaggedName, { description: 'The name in the register, in the language of the register.' })
  legalName: Tagged;

  @CountryField()
  country: string;

  @EnumField(COMPANY_KINDS)
  kind: CompanyKind;

  @ObjectField(() => RegistrationNumberDto, { list: { max: 6 }, optional: true })
  registrationNumbers?: RegistrationNumberDto[];
}

export class EvidenceDto {
  @EnumField(EVIDENCE_TYPES)
  type: Evidence['type'];

  @IdField()
  id: string;
}

export class CapabilityDto {
  @ConceptField()
  concept: string;

  @EnumField(MATURITIES)
  maturity: Maturity;

  @ObjectField(() => EvidenceDto, { list: { max: 10 } })
  evidence: EvidenceDto[];
}

/** What is to change: a member that is left out stays, null clears, a list is replaced as a whole. */
export class ProfileChangesDto {
  @ObjectField(() => TaggedName, { optional: true })
  legalName?: Tagged;

  @CountryField({ optional: true })
  country?: string;

  @ObjectField(() => RegistrationNumberDto, { list: { max: 6 }, optional: true })
  registrationNumbers?: RegistrationNumberDto[];

  @EnumField(COMPANY_KINDS, { optional: true })
  kind?: CompanyKind;

  @ObjectField(() => TaggedName, { list: { max: 10 }, optional: true, description: 'One per language.' })
  names?: Tagged[];

  @ObjectField(() => TaggedDescription, { list: { max: 5 }, optional: true, description: 'One per language.' })
  description?: Tagged[];

  @CountryField({ list: { max: 30, unique: true }, optional: true })
  targetCountries?: string[];

  @LanguageTagField({ list: { max: 20, unique: true }, optional: true })
  languages?: string[];

  @EnumField(HEADCOUNTS, { optional: true, nullable: true })
  headcount?: Headcount | null;

  @IntegerField({ min: 1000, max: 2200, optional: true, nullable: true })
  foundingYear?: number | null;

  @UrlField({ optional: true, nullable: true })
  website?: string | null;

  @ObjectField(() => CapabilityDto, { list: { max: 50 }, optional: true })
  capabilities?: CapabilityDto[];
}

/** A company as its members see it in their list. */
export class MyCompanyView {
  @IdField() companyId: string;
  @ObjectField(() => TaggedName) legalName: Tagged;
  @ObjectField(() => TaggedName, { list: { max: 10 } }) names: Tagged[];
  @CountryField() country: string;
  @EnumField(SIDES) side: Side;
  @EnumField(COMPANY_KINDS) kind: CompanyKind;
  @EnumField(COMPANY_STATUSES) status: CompanyStatus;
  @EnumField(['owner', 'editor', 'viewer']) role: string;
  @IntegerField({ min: 1, max: 2 ** 31 - 1 }) version: number;
}
