import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LegalIdentity, RegistrationNumber } from './company.types';

export type LegalChangeStatus = 'submitted' | 'approved' | 'returned' | 'rejected' | 'withdrawn';

/** New legal details of a verified company, waiting for review or concluded. */
@Entity('company_legal_changes')
export class LegalChange {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  companyId: string;

  @Column({ type: 'text' })
  legalName: string;

  @Column({ type: 'text' })
  legalNameLang: string;

  @Column({ type: 'text' })
  country: string;

  @Column({ type: 'jsonb' })
  registrationNumbers: RegistrationNumber[];

  @Column({ type: 'text' })
  status: LegalChangeStatus;

  /** A code of SYSTEM_REMARKS. */
  @Column({ type: 'text', nullable: true })
  systemRemark: string | null;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz', nullable: true })
  concludedAt: Date | null;

  static submitted(id: string, companyId: string, wanted: LegalIdentity, now: Date): LegalChange {
    return Object.assign(new LegalChange(), {
      id,
      companyId,
      legalName: wanted.legalName.text,
      legalNameLang: wanted.legalName.lang,
      country: wanted.country,
      registrationNumbers: [...wanted.registrationNumbers],
      status: 'submitted' as const,
      systemRemark: null,
      createdAt: now,
      concludedAt: null,
    });
  }

  conclude(status: Exclude<LegalChangeStatus, 'submitted'>, now: Date, systemRemark: string | null = null): void {
    this.status = status;
    this.systemRemark = systemRemark;
    this.concludedAt = now;
  }
}
