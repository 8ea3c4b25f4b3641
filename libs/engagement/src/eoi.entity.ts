import { DomainError, fieldError, invalid, REQUIRED, type ProblemKind, type TaggedText } from '@shuqiao/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import {
  EOI_CONSENT_NOT_POSSIBLE,
  EOI_NOT_DECIDABLE,
  EOI_NOT_EDITABLE,
  EOI_NOT_SENDABLE,
  EOI_NOT_TO_RECONFIRM,
  EOI_NOT_WITHDRAWABLE,
} from './eoi.errors';

export const EOI_STATUSES = ['draft', 'sent', 'to_reconfirm', 'accepted', 'declined', 'withdrawn', 'lapsed'] as const;
export type EoiStatus = (typeof EOI_STATUSES)[number];

export const DECLINE_REASONS = ['not_suitable', 'budget', 'timing', 'capacity', 'chose_other', 'other'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const LAPSE_REASONS = ['unanswered', 'demand_closed'] as const;
export type LapseReason = (typeof LAPSE_REASONS)[number];

/** Who of the two: the company that answers the demand, or the one that published it. */
export type EoiSide = 'sender' | 'receiver';

const AWAITING: readonly EoiStatus[] = ['sent', 'to_reconfirm'];
const DAY = 24 * 60 * 60 * 1000;

/** A company's answer to a demand. Each act throws when the state does not allow it. */
@Entity('eois')
export class Eoi {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'eois_pkey' })
  id: string;

  @Column({ type: 'uuid' })
  demandId: string;

  /** The version of the demand that the offer answers. */
  @Column({ type: 'integer' })
  demandVersion: number;

  /** The sender. */
  @Column({ type: 'uuid' })
  companyId: string;

  /** The receiver. */
  @Column({ type: 'uuid' })
  demandCompanyId: string;

  @Column({ type: 'text' })
  status: EoiStatus;

  @Column({ type: 'jsonb', nullable: true })
  cover: TaggedText | null;

  @Column({ type: 'timestamptz', nullable: true })
  sentAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  lapsesAt: Date | null;

  /** When the receiver is reminded next, while it awaits his answer; null when there is nothing more to remind of. */
  @Column({ type: 'timestamptz', nullable: true })
  remindAt: Date | null;

  @Column({ type: 'smallint', default: 0 })
  reminders: number;

  @Column({ type: 'text', nullable: true })
  lapseReason: LapseReason | null;

  /** The version of the demand that waits to be confirmed; null unless `to_reconfirm`. */
  @Column({ type: 'integer', nullable: true })
  reconfirmVersion: number | null;

  @Column({ type: 'timestamptz', nullable: true })
  decidedAt: Date | null;

  @Column({ type: 'uuid', nullable: true })
  decidedBy: string | null;

  @Column({ type: 'text', nullable: true })
  declineReason: DeclineReason | null;

  @Column({ type: 'jsonb', nullable: true })
  declineText: TaggedText | null;

  @Column({ type: 'timestamptz', nullable: true })
  senderConsentAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  receiverConsentAt: Date | null;

  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz' })
  updatedAt: Date;

  /** Contact persons are open to both sides: accepted, and both consent. */
  get contactsOpen(): boolean {
    return this.status === 'accepted' && this.senderConsentAt !== null && this.receiverConsentAt !== null;
  }

  requireEditable(): void {
    this.require(['draft'], EOI_NOT_EDITABLE);
  }

  requireSendable(): void {
    this.require(['draft'], EOI_NOT_SENDABLE);
  }

  /** @throws DomainError VALIDATION_FAILED at `/cover` or `/offers` when either is missing. */
  send(offers: number, demandVersion: number, now: Date, days: number): void {
    this.requireSendable();
    const missing = [...(this.cover ? [] : ['/cover']), ...(offers ? [] : ['/offers'])];
    if (missing.length) throw invalid(...missing.map((pointer) => fieldError(pointer, REQUIRED)));
    this.status = 'sent';
    this.demandVersion = demandVersion;
    this.sentAt = now;
    this.awaitAnswer(now, days);
  }

  withdraw(): void {
    this.require(AWAITING, EOI_NOT_WITHDRAWABLE);
    this.end('withdrawn');
  }

  accept(now: Date, by: string | null): void {
    this.require(['sent'], EOI_NOT_DECIDABLE);
    this.status = 'accepted';
    this.decidedAt = now;
    this.decidedBy = by;
  }

  decline(reason: DeclineReason, text: TaggedText | null, now: Date, by: string | null): void {
    this.require(['sent'], EOI_NOT_DECIDABLE);
    this.end('declined');
    this.decidedAt = now;
    this.decidedBy = by;
    this.declineReason = reason;
    this.declineText = text;
  }

  /** The demand changed materially. Returns whether that concerns this EOI, so that a repeated message changes nothing. */
  askToReconfirm(demandVersion: number): boolean {
    const known = this.reconfirmVersion ?? this.demandVersion;
    if (!AWAITING.includes(this.status) || demandVersion <= known) return false;
    this.status = 'to_reconfirm';
    this.reconfirmVersion = demandVersion;
    return true;
  }

  requireToReconfirm(): void {
    this.require(['to_reconfirm'], EOI_NOT_TO_RECONFIRM);
  }

  /** The sender stands by the offer; the receiver gets the whole time to answer again. */
  reconfirm(demandVersion: number, now: Date, days: number): void {
    this.requireToReconfirm();
    this.status = 'sent';
    this.demandVersion = demandVersion;
    this.reconfirmVersion = null;
    this.awaitAnswer(now, days);
  }

  /**
   * Counts a reminder that is due: at one third and at two thirds of the time to answer. When the second is due as well, since
   * nobody was there to give the first, it is one. Returns whether one is to be given.
   */
  remind(now: Date): boolean {
    const { remindAt, lapsesAt } = this;
    if (this.status !== 'sent' || !remindAt || !lapsesAt || remindAt > now || lapsesAt <= now) return false;
    const second = new Date((remindAt.getTime() + lapsesAt.getTime()) / 2);
    const isLast = this.reminders === 1 || second <= now;
    this.reminders = isLast ? 2 : 1;
    this.remindAt = isLast ? null : second;
    return true;
  }

  /** Returns whether it did lapse: what was answered meanwhile stays as it is. */
  lapse(reason: LapseReason): boolean {
    if (!AWAITING.includes(this.status)) return false;
    this.end('lapsed');
    this.lapseReason = reason;
    return true;
  }

  /** Returns whether anything changed. */
  giveConsent(side: EoiSide, now: Date): boolean {
    this.require([...AWAITING, 'accepted'], EOI_CONSENT_NOT_POSSIBLE);
    if (this.consentOf(side)) return false;
    this.setConsent(side, now);
    return true;
  }

  /** Can always be withdrawn. Returns whether anything changed. */
  withdrawConsent(side: EoiSide): boolean {
    if (!this.consentOf(side)) return false;
    this.setConsent(side, null);
    return true;
  }

  private awaitAnswer(now: Date, days: number): void {
    this.lapsesAt = new Date(now.getTime() + days * DAY);
    this.remindAt = new Date(now.getTime() + (days * DAY) / 3);
    this.reminders = 0;
  }

  private consentOf(side: EoiSide): Date | null {
    return side === 'sender' ? this.senderConsentAt : this.receiverConsentAt;
  }

  private setConsent(side: EoiSide, at: Date | null): void {
    if (side === 'sender') this.senderConsentAt = at;
    else this.receiverConsentAt = at;
  }

  /** Consents are given for one affair: they end with it. */
  private end(status: EoiStatus): void {
    this.status = status;
    this.reconfirmVersion = null;
    this.senderConsentAt = null;
    this.receiverConsentAt = null;
  }

  private require(allowed: readonly EoiStatus[], otherwise: ProblemKind): void {
    if (!allowed.includes(this.status)) throw new DomainError(otherwise, { status: this.status });
  }
}
