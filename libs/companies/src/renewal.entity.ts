import { DomainError } from '@shuqiao/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RENEWAL_UNDER_REVIEW } from './companies.errors';

export const RENEWAL_STATUSES = ['under_review', 'returned', 'approved', 'rejected', 'withdrawn', 'lapsed'] as const;
export type RenewalStatus = (typeof RENEWAL_STATUSES)[number];

/** How long a company has to answer when its renewal was returned to it. */
export const RENEWAL_ANSWER_DAYS = 30;

const DAY = 86_400_000;

/** Checks of a verified company done again, because what was found has run out or is about to. */
@Entity('company_renewals')
export class Renewal {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'company_renewals_pkey' })
  id: string;

  @Column({ type: 'uuid' })
  companyId: string;

  /** The newest case: a renewal that was returned is answered with another one. */
  @Column({ type: 'uuid' })
  reviewCaseId: string;

  @Column({ type: 'text', array: true })
  checks: string[];

  @Column({ type: 'text' })
  status: RenewalStatus;

  /** When it was returned: until when the company may answer. */
  @Column({ type: 'timestamptz', nullable: true })
  respondBy: Date | null;

  @Column({ type: 'timestamptz' })
  openedAt: Date;

  @Column({ type: 'timestamptz', nullable: true })
  concludedAt: Date | null;

  static opened(values: Pick<Renewal, 'id' | 'companyId' | 'reviewCaseId' | 'checks'>, now: Date): Renewal {
    const state = { status: 'under_review' as const, respondBy: null, openedAt: now, concludedAt: null };
    return Object.assign(new Renewal(), values, state);
  }

  /**
   * The company has mended what it was told, and a new case is open.
   * @throws DomainError RENEWAL_UNDER_REVIEW unless it was returned.
   */
  answer(reviewCaseId: string, checks: readonly string[]): void {
    this.requireReturned();
    Object.assign(this, { reviewCaseId, checks: [...checks], status: 'under_review', respondBy: null });
  }

  /** @throws DomainError RENEWAL_UNDER_REVIEW */
  requireReturned(): void {
    if (this.status !== 'returned') throw new DomainError(RENEWAL_UNDER_REVIEW, { status: this.status });
  }

  /** Applies a decision. False when none is waited for, which is how a repeated message is recognised. */
  conclude(decision: 'approved' | 'returned' | 'rejected', now: Date): boolean {
    if (this.status !== 'under_review') return false;
    if (decision !== 'returned') return this.end(decision, now);
    this.status = 'returned';
    this.respondBy = new Date(now.getTime() + RENEWAL_ANSWER_DAYS * DAY);
    return true;
  }

  /** Ends it because the company did not answer in time. False when it may still. */
  lapse(now: Date): boolean {
    if (this.status !== 'returned' || !this.respondBy || this.respondBy > now) return false;
    return this.end('lapsed', now);
  }

  /** Ends it because what it was about is no longer so. */
  withdraw(now: Date): void {
    this.end('withdrawn', now);
  }

  private end(status: RenewalStatus, now: Date): true {
    Object.assign(this, { status, respondBy: null, concludedAt: now });
    return true;
  }
}
