import type { TaggedText } from '@shuqiao/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What every part of a profile has that is kept as a row of its own. */
export abstract class CompanyItem {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  companyId: string;

  @Column({ type: 'integer', default: 1 })
  version: number;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz' })
  updatedAt: Date;
}

export interface SpecificationLine {
  readonly name: string;
  readonly value: string;
}

@Entity('company_products')
export class Product extends CompanyItem {
  @Column({ type: 'jsonb' })
  names: TaggedText[];

  @Column({ type: 'jsonb' })
  description: TaggedText[];

  @Column({ type: 'jsonb' })
  specification: SpecificationLine[];

  @Column({ type: 'text', array: true })
  concepts: string[];

  /** A file of the company with the purpose `product_picture`. */
  @Column({ type: 'uuid', nullable: true })
  pictureId: string | null;
}

/** A finished project that the company shows as evidence. */
@Entity('company_reference_cases')
export class ReferenceCase extends CompanyItem {
  @Column({ type: 'jsonb' })
  title: TaggedText;

  @Column({ type: 'text' })
  country: string;

  @Column({ type: 'integer' })
  year: number;

  @Column({ type: 'text', array: true })
  concepts: string[];

  @Column({ type: 'text', nullable: true })
  customer: string | null;

  @Column({ type: 'jsonb', nullable: true })
  outcome: TaggedText | null;
}

@Entity('company_certificates')
export class Certificate extends CompanyItem {
  @Column({ type: 'text' })
  name: string;

  /** The standard or programme, for example ISO 27001. */
  @Column({ type: 'text' })
  scheme: string;

  @Column({ type: 'text' })
  issuer: string;

  @Column({ type: 'text', nullable: true })
  number: string | null;

  @Column({ type: 'date', nullable: true })
  validFrom: string | null;

  @Column({ type: 'date', nullable: true })
  validUntil: string | null;

  /** A file of the company with the purpose `certificate`. */
  @Column({ type: 'uuid', nullable: true })
  fileId: string | null;
}

/** A contact person: personal data, kept with consent, never public, gone when deleted. */
@Entity('company_contacts')
export class Contact extends CompanyItem {
  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  position: string | null;

  @Column({ type: 'text' })
  email: string;

  /** E.164, such as +861065529988. */
  @Column({ type: 'text', nullable: true })
  phone: string | null;

  @Column({ type: 'text', array: true })
  languages: string[];

  @Column({ type: 'timestamptz' })
  consentedAt: Date;
}
