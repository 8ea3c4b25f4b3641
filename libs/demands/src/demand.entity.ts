import { DomainError, type ProblemKind, type TaggedText } from '@shuqiao/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Origin } from '@shuqiao/companies';
import type { Budget, DemandContact, DemandTerms } from './demand-content';
import { DEMAND_NOT_DELETABLE, DEMAND_NOT_EDITABLE, DEMAND_NOT_OPEN, DEMAND_NOT_SUBMITTABLE } from './demand.errors';

export const DEMAND_STATUSES = ['draft', 'submitted', 'published', 'returned', 'rejected', 'closed'] as const;
export type DemandStatus = (typeof DEMAND_STATUSES)[number];

/** `withdrawn` by its company; `taken_down` by the secretariat, and then not public any more. */
export const CLOSE_REASONS = ['awarded', 'withdrawn', 'expired', 'taken_down'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/**
 * A company's demand as it works on it. Once published, the row says what the newest public version says, and what
 * others read is that version's document.
 */
@Entity('demands')
export class Demand {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'demands_pkey' })
  id: string;

  @Column({ type: 'uuid' })
  companyId: string;

  @Column({ type: 'text', default: 'draft' })
  status: DemandStatus;

  @Column({ type: 'text' })
  country: string;

  @Column({ type: 'text', nullable: true })
  place: string | null;

  @Column({ type: 'jsonb' })
  title: TaggedText;

  @Column({ type: 'jsonb', default: [] })
  titleTranslations: readonly TaggedText[];

  @Column({ type: 'jsonb', nullable: true })
  description: TaggedText | null;

  @Column({ type: 'jsonb', default: [] })
  descriptionTranslations: readonly TaggedText[];

  @Column({ type: 'numeric', precision: 18, scale: 3, nullable: true })
  budgetMin: string | null;

  @Column({ type: 'numeric', precision: 18, scale: 3, nullable: true })
  budgetMax: string | null;

  @Column({ type: 'text', nullable: true })
  budgetCurrency: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  deadline: Date | null;

  @Column({ type: 'jsonb', nullable: true })
  contact: DemandContact | null;

  /** Of a demand that was imported; null for one that its company wrote. */
  @Column({ type: 'jsonb', nullable: true })
  origin: Origin | null;

  /** The undecided review case of the first publication. */
  @Column({ type: 'uuid', nullable: true })
  reviewCaseId: string | null;

  /** The public version; 0 while there is none. */
  @Column({ type: 'integer', default: 0 })
  publishedVersion: number;

  @Column({ type: 'timestamptz', nullable: true })
  publishedAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  closedAt: Date | null;

  @Column({ type: 'text', nullable: true })
  closeReason: CloseReason | null;

  /** For the company and the secretariat, not for the public. */
  @Column({ type: 'jsonb', nullable: true })
  closeNote: TaggedText | null;

  /** Counts the changes of the row: what `If-Match` is compared with. */
  @Column({ type: 'integer', default: 1 })
  version: number;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz' })
  updatedAt: Date;

  get terms(): DemandTerms {
    const { country, place, title, titleTranslations, description, descriptionTranslations } = this;
    const texts = { country, place, title, titleTranslations, description, descriptionTranslations };
    return { ...texts, budget: this.budget, deadline: this.deadline?.toISOString() ?? null };
  }

  set terms(terms: DemandTerms) {
    this.country = terms.country;
    this.place = terms.place;
    this.title = terms.title;
    this.titleTranslations = terms.titleTranslations;
    this.description = terms.description;
    this.descriptionTranslations = terms.descriptionTranslations;
    this.budgetMin = terms.budget?.min?.amount ?? null;
    this.budgetMax = terms.budget?.max.amount ?? null;
    this.budgetCurrency = terms.budget?.max.currency ?? null;
    this.deadline = terms.deadline === null ? null : new Date(terms.deadline);
  }

  get budget(): Budget | null {
    const currency = this.budgetCurrency;
    if (this.budgetMax === null || currency === null) return null;
    const min = this.budgetMin === null ? null : { amount: plainAmount(this.budgetMin), currency };
    return { min, max: { amount: plainAmount(this.budgetMax), currency } };
  }

  requireEditable(): void {
    this.requireStatus(['draft', 'returned'], DEMAND_NOT_EDITABLE);
  }

  requireContactChangeable(): void {
    this.requireStatus(['draft', 'submitted', 'returned', 'published'], DEMAND_NOT_EDITABLE);
  }

  requireDeletable(): void {
    this.requireStatus(['draft'], DEMAND_NOT_DELETABLE);
  }

  requireOpen(): void {
    this.requireStatus(['published'], DEMAND_NOT_OPEN);
  }

  requireSubmittable(): void {
    this.requireStatus(['draft', 'returned'], DEMAND_NOT_SUBMITTABLE);
  }

  submit(reviewCaseId: string): void {
    this.requireSubmittable();
    this.status = 'submitted';
    this.reviewCaseId = reviewCaseId;
  }

  /** Whether a decision of this case is still wanted: a repeated or outdated one is not. */
  awaits(reviewCaseId: string): boolean {
    return this.status === 'submitted' && this.reviewCaseId === reviewCaseId;
  }

  publish(at: Date): void {
    this.leaveReview('published');
    this.publishedVersion = 1;
    this.publishedAt = at;
  }

  /** The secretariat puts out what it has imported itself; there is no company that could submit it. */
  publishImported(at: Date): void {
    this.requireStatus(this.origin ? ['draft'] : [], DEMAND_NOT_SUBMITTABLE);
    this.status = 'published';
    this.publishedVersion = 1;
    this.publishedAt = at;
  }

  sendBack(): void {
    this.leaveReview('returned');
  }

  reject(): void {
    this.leaveReview('rejected');
  }

  /** Takes over the content of an approved amendment as the new public version. */
  amend(version: number, terms: DemandTerms): void {
    this.requireOpen();
    this.publishedVersion = version;
    this.terms = terms;
  }

  close(reason: Exclude<CloseReason, 'taken_down'>, note: TaggedText | null, at: Date): void {
    this.requireOpen();
    this.status = 'closed';
    this.closeReason = reason;
    this.closeNote = note;
    this.closedAt = at;
  }

  /** Takes it down for cause, open or closed: what may not be read may not be read as a closed demand either. */
  takeDown(note: TaggedText, at: Date): void {
    this.requireStatus(this.closeReason === 'taken_down' ? [] : ['published', 'closed'], DEMAND_NOT_OPEN);
    this.status = 'closed';
    this.closeReason = 'taken_down';
    this.closeNote = note;
    this.closedAt ??= at;
  }

  private leaveReview(status: DemandStatus): void {
    this.requireStatus(['submitted'], DEMAND_NOT_EDITABLE);
    this.status = status;
    this.reviewCaseId = null;
  }

  private requireStatus(allowed: readonly DemandStatus[], otherwise: ProblemKind): void {
    if (!allowed.includes(this.status)) throw new DomainError(otherwise, { status: this.status });
  }
}

/** The database keeps three decimals; two are enough where the third is a zero, and `1250000` and `1250000.00` are one. */
export function plainAmount(amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  return `${whole}.${fraction.padEnd(3, '0').replace(/0$/, '')}`;
}
