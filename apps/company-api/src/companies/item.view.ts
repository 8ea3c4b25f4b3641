import type { Certificate, Contact, Product, ReferenceCase } from '@shuqiao/companies';
import {
  ConceptField,
  CountryField,
  DateField,
  EmailField,
  IdField,
  IntegerField,
  LanguageTagField,
  ObjectField,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import { type Tagged, TaggedName } from './company.dto';
import { SpecificationLineDto, TaggedItemText } from './item.dto';

class ItemView {
  @IdField() id: string;
  @IntegerField({ min: 1, max: 2 ** 31 - 1 }) version: number;
  @TimeField() createdAt: string;
  @TimeField() updatedAt: string;
}

interface Item {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

function itemView({ id, version, createdAt, updatedAt }: Item): ItemView {
  return { id, version, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

export class ProductView extends ItemView {
  @ObjectField(() => TaggedName, { list: { max: 5 } }) names: Tagged[];
  @ObjectField(() => TaggedItemText, { list: { max: 3 } }) description: Tagged[];
  @ObjectField(() => SpecificationLineDto, { list: { max: 20 } }) specification: readonly SpecificationLineDto[];
  @ConceptField({ list: { max: 10 } }) concepts: string[];
  @IdField({ nullable: true }) pictureId: string | null;
}

export function productView(product: Product): ProductView {
  const { names, description, specification, concepts, pictureId } = product;
  return { ...itemView(product), names, description, specification, concepts, pictureId };
}

export class ReferenceCaseView extends ItemView {
  @ObjectField(() => TaggedName) title: Tagged;
  @CountryField() country: string;
  @IntegerField({ min: 1950, max: 2200 }) year: number;
  @ConceptField({ list: { max: 10 } }) concepts: string[];
  @TextField({ max: 200, nullable: true }) customer: string | null;
  @ObjectField(() => TaggedItemText, { nullable: true }) outcome: Tagged | null;
}

export function referenceCaseView(referenceCase: ReferenceCase): ReferenceCaseView {
  const { title, country, year, concepts, customer, outcome } = referenceCase;
  return { ...itemView(referenceCase), title, country, year, concepts, customer, outcome };
}

export class CertificateView extends ItemView {
  @TextField({ max: 200 }) name: string;
  @TextField({ max: 100 }) scheme: string;
  @TextField({ max: 200 }) issuer: string;
  @TextField({ max: 100, nullable: true }) number: string | null;
  @DateField({ nullable: true }) validFrom: string | null;
  @DateField({ nullable: true }) validUntil: string | null;
  @IdField({ nullable: true }) fileId: string | null;
}

export function certificateView(certificate: Certificate): CertificateView {
  const { name, scheme, issuer, number, validFrom, validUntil, fileId } = certificate;
  return { ...itemView(certificate), name, scheme, issuer, number, validFrom, validUntil, fileId };
}

export class ContactView extends ItemView {
  @TextField({ max: 100 }) name: string;
  @TextField({ max: 100, nullable: true }) position: string | null;
  @EmailField() email: string;
  @TextField({ max: 40, nullable: true, description: 'E.164.' }) phone: string | null;
  @LanguageTagField({ list: { max: 10 } }) languages: string[];
  @TimeField() consentedAt: string;
}

export function contactView(contact: Contact): ContactView {
  const { name, position, email, phone, languages } = contact;
  return {
    ...itemView(contact),
    name,
    position,
    email,
    phone,
    languages,
    consentedAt: contact.consentedAt.toISOString(),
  };
}
