import { COMPANY_KINDS, HEADCOUNTS, SIDES } from '@shuqiao/companies';
import {
  BooleanField,
  ConceptField,
  CountryField,
  DateField,
  EnumField,
  IdField,
  IntegerField,
  LanguageTagField,
  ObjectField,
  TextField,
  TimeField,
  UrlField,
} from '@shuqiao/platform';
import { CapabilityDto, RegistrationNumberDto, type Tagged, TaggedDescription, TaggedName } from './company.dto';
import { OriginView } from './origin.view';
import { SpecificationLineDto, TaggedItemText } from './item.dto';

class PublicProductView {
  @IdField() id: string;
  @ObjectField(() => TaggedName, { list: { max: 5 } }) names: Tagged[];
  @ObjectField(() => TaggedItemText, { list: { max: 3 } }) description: Tagged[];
  @ObjectField(() => SpecificationLineDto, { list: { max: 20 } }) specification: SpecificationLineDto[];
  @ConceptField({ list: { max: 10 } }) concepts: string[];
  @TextField({ max: 100, nullable: true, description: 'Relative to the origin.' }) picture: string | null;
}

class PublicReferenceCaseView {
  @IdField() id: string;
  @ObjectField(() => TaggedName) title: Tagged;
  @CountryField() country: string;
  @IntegerField({ min: 1950, max: 2200 }) year: number;
  @ConceptField({ list: { max: 10 } }) concepts: string[];
  @TextField({ max: 200, nullable: true }) customer: string | null;
  @ObjectField(() => TaggedItemText, { nullable: true }) outcome: Tagged | null;
}

class PublicCertificateView {
  @IdField() id: string;
  @TextField({ max: 200 }) name: string;
  @TextField({ max: 100 }) scheme: string;
  @TextField({ max: 200 }) issuer: string;
  @TextField({ max: 100, nullable: true }) number: string | null;
  @DateField({ nullable: true }) validFrom: string | null;
  @DateField({ nullable: true }) validUntil: string | null;
}

export class CheckView {
  @TextField({ max: 60 }) check: string;
  @EnumField(['passed', 'failed', 'not_applicable']) result: string;
  @EnumField(['secretariat_reviewer'], { description: 'Which of them is known to the secretariat alone.' })
  checkedBy: string;
  @TimeField() at: string;
  @DateField({ nullable: true }) validUntil: string | null;
  @BooleanField({ description: 'It has run out or is about to, and is being done again.' }) renewing: boolean;
}

class VerificationView {
  @TimeField({ nullable: true }) verifiedAt: string | null;
  @EnumField(['secretariat_reviewer'], { nullable: true }) verifiedBy: string | null;
  @ObjectField(() => CheckView, { list: { max: 100 } }) checks: CheckView[];
}

export class PublicCompanyView {
  @IdField() companyId: string;
  @ObjectField(() => TaggedName) legalName: Tagged;
  @ObjectField(() => TaggedName, { list: { max: 10 } }) names: Tagged[];
  @CountryField() country: string;
  @EnumField(SIDES) side: string;
  @EnumField(COMPANY_KINDS) kind: string;
  @ConceptField({ list: { max: 50 } }) concepts: string[];
  @CountryField({ list: { max: 30 } }) targetCountries: string[];
  @LanguageTagField({ list: { max: 20 } }) languages: string[];
  @TimeField({ nullable: true }) verifiedAt: string | null;
  @ObjectField(() => TaggedDescription, { list: { max: 5 } }) description: Tagged[];
  @ObjectField(() => RegistrationNumberDto, { nullable: true }) registrationNumber: RegistrationNumberDto | null;
  @ObjectField(() => CapabilityDto, { list: { max: 50 } }) capabilities: CapabilityDto[];
  @ObjectField(() => PublicProductView, { list: { max: 30 } }) products: PublicProductView[];
  @ObjectField(() => PublicReferenceCaseView, { list: { max: 50 } }) referenceCases: PublicReferenceCaseView[];
  @ObjectField(() => PublicCertificateView, { list: { max: 50 } }) certificates: PublicCertificateView[];
  @EnumField(HEADCOUNTS, { nullable: true }) headcount: string | null;
  @IntegerField({ min: 1000, max: 2200, nullable: true }) foundingYear: number | null;
  @UrlField({ nullable: true }) website: string | null;
  @ObjectField(() => VerificationView) verification: VerificationView;
  @ObjectField(() => OriginView, { optional: true }) origin?: OriginView;
}
