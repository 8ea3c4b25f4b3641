import { DomainError, type TaggedText } from '@shuqiao/kernel';
import { STALE_VERSION } from '@shuqiao/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CompanyKind, CompanyStatus, Headcount, Origin, Side } from './company.types';
import {
  COMPANY_NOT_DELETABLE,
  COMPANY_NOT_EDITABLE,
  COMPANY_NOT_LISTED,
  COMPANY_NOT_SUBMITTABLE,
  COMPANY_NOT_SUSPENDABLE,
  COMPANY_NOT_SUSPENDED,
  COMPANY_NOT_WITHDRAWABLE,
} from './companies.errors';

const EDITABLE: readonly CompanyStatus[] = ['draft', 'returned', 'verified'];
const SUBMITTABLE: readonly CompanyStatus[] = ['draft', 'returned'];

/** The migration's own words, by which the schema is compared. */
export const SIDE_OF_COUNTRY = `CASE country WHEN 'CN' THEN 'domestic' ELSE 'foreign' END`;

/** What a review of a company may end in. */
export type VerificationResult = Extract<CompanyStatus, 'verified' | 'returned' | 'rejected'>;

/** An organisation that registers, with its own working copy of the profile; what the public sees is a document apart. */
@Entity('companies')
export class Company {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'companies_pkey' })
  id: string;

  /** Made by the database out of the country. */
  @Column({ type: 'text', insert: false, update: false, generatedType: 'STORED', asExpression: SIDE_OF_COUNTRY })
  side: Side;

  @Column({ type: 'text' })
  country: string;

  @Column({ type: 'text' })
  kind: CompanyKind;

  @Column({ type: 'text', default: 'draft' })
  status: CompanyStatus;

  @Column({ type: 'text' })
  legalName: string;

  @Column({ type: 'text' })
  legalNameLang: string;

  @Column({ type: 'jsonb', default: [] })
  names: TaggedText[];

  @Column({ type: 'jsonb', default: [] })
  description: TaggedText[];

  @Column({ type: 'text', array: true, default: [] })
  targetCountries: string[];

  @Column({ type: 'text', array: true, default: [] })
  languages: string[];

  @Column({ type: 'text', nullable: true })
  headcount: Headcount | null;

  @Column({ type: 'integer', nullable: true })
  foundingYear: number | null;

  @Column({ type: 'text', nullable: true })
  website: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  submittedAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  verifiedAt: Date | null;

  /** A code of SYSTEM_REMARKS: why the portal itself sent the company back, or suspended it. */
  @Column({ type: 'text', nullable: true })
  systemRemark: string | null;

  @Column({ type: 'text', nullable: true })
  suspensionReason: string | null;

  /** Of a company that was imported; null for one that registered. */
  @Column({ type: 'jsonb', nullable: true })
  origin: Origin | null;

  @Column({ type: 'uuid' })
  createdBy: string;

  /** What everybody may read of it, and since when; written and read by statements alone. */
  @Column({ type: 'jsonb', nullable: true, select: false, insert: false, update: false })
  publicDocument: object | null;

  @Column({ type: 'timestamptz', nullable: true, select: false, insert: false, update: false })
  publishedAt: Date | null;

  @Column({ type: 'integer', default: 1 })
  version: number;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  updatedAt: Date;

  get legal(): TaggedText {
    return { lang: this.legalNameLang, text: this.legalName };
  }

  /** A new company in state `draft`. */
  static draft(
    values: Pick<Company, 'id' | 'country' | 'kind' | 'legalName' | 'legalNameLang' | 'createdBy'>,
    now: Date,
  ): Company {
    const empty = { names: [], description: [], targetCountries: [], languages: [] };
    const unknown = { headcount: null, foundingYear: null, website: null, submittedAt: null, verifiedAt: null };
    const history = { systemRemark: null, suspensionReason: null, origin: null, createdAt: now, updatedAt: now };
    return Object.assign(new Company(), values, empty, unknown, history, { status: 'draft' as const, version: 1 });
  }

  /** A company that was imported: nobody has checked it, and nobody acts for it. */
  static listed(values: Parameters<typeof Company.draft>[0] & { readonly origin: Origin }, now: Date): Company {
    return Object.assign(Company.draft(values, now), { status: 'listed' as const, origin: values.origin });
  }

  /** @throws DomainError COMPANY_NOT_LISTED when it was taken off the lists, or acts for itself by now. */
  requireListed(): void {
    if (this.status !== 'listed') throw new DomainError(COMPANY_NOT_LISTED, { status: this.status });
  }

  /** @throws DomainError STALE_VERSION when the caller last read another version. */
  requireVersion(version: number): void {
    if (this.version !== version) throw new DomainError(STALE_VERSION);
  }

  /**
   * What is under review, rejected or suspended stands still.
   * @throws DomainError COMPANY_NOT_EDITABLE
   */
  requireEditable(): void {
    if (!EDITABLE.includes(this.status)) throw new DomainError(COMPANY_NOT_EDITABLE, { status: this.status });
  }

  /** @throws DomainError COMPANY_NOT_SUBMITTABLE unless it is a draft or was returned. */
  submit(now: Date): void {
    if (!SUBMITTABLE.includes(this.status)) throw new DomainError(COMPANY_NOT_SUBMITTABLE, { status: this.status });
    this.status = 'submitted';
    this.submittedAt = now;
    this.systemRemark = null;
    this.touch(now);
  }

  /** @throws DomainError COMPANY_NOT_DELETABLE once it was submitted: from then on there is a history to keep. */
  requireNeverSubmitted(): void {
    if (this.status !== 'draft') throw new DomainError(COMPANY_NOT_DELETABLE, { status: this.status });
  }

  /** It leaves for good. @throws DomainError COMPANY_NOT_WITHDRAWABLE for a draft, and when it has left already. */
  withdraw(now: Date): void {
    if (this.status === 'draft' || this.status === 'withdrawn')
      throw new DomainError(COMPANY_NOT_WITHDRAWABLE, { status: this.status });
    this.status = 'withdrawn';
    this.suspensionReason = null;
    this.touch(now);
  }

  /** @throws DomainError COMPANY_NOT_EDITABLE: nothing is added to a company that has left. */
  requirePresent(): void {
    if (this.status === 'withdrawn') throw new DomainError(COMPANY_NOT_EDITABLE, { status: this.status });
  }

  /** Ends a review. False when the company waits for no decision, which is how a repeated message is recognised. */
  conclude(result: VerificationResult, now: Date, systemRemark: string | null = null): boolean {
    if (this.status !== 'submitted') return false;
    this.status = result;
    this.systemRemark = systemRemark;
    if (result === 'verified') this.verifiedAt = now;
    this.touch(now);
    return true;
  }

  /**
   * `reason` is a text of the secretariat's, `systemRemark` a code where the portal suspends by rule.
   * @throws DomainError COMPANY_NOT_SUSPENDABLE unless it is verified.
   */
  suspend(reason: string | null, now: Date, systemRemark: string | null = null): void {
    if (this.status !== 'verified') throw new DomainError(COMPANY_NOT_SUSPENDABLE, { status: this.status });
    this.status = 'suspended';
    this.suspensionReason = reason;
    this.systemRemark = systemRemark;
    this.touch(now);
  }

  /** @throws DomainError COMPANY_NOT_SUSPENDED unless it is suspended. */
  reinstate(now: Date): void {
    if (this.status !== 'suspended') throw new DomainError(COMPANY_NOT_SUSPENDED, { status: this.status });
    this.status = 'verified';
    this.suspensionReason = null;
    this.systemRemark = null;
    this.touch(now);
  }

  /** Counts a change: the next stale edit is recognised by it. */
  touch(now: Date): void {
    this.version += 1;
    this.updatedAt = now;
  }
}
