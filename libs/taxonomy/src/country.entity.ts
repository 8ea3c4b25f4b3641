import type { LocalizedText } from '@shuqiao/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whether foreign documents travel by apostille, and with whom not although both are parties. */
export interface Apostille {
  readonly party: boolean;
  /** In force since, `YYYY-MM-DD`. */
  readonly since: string | null;
  readonly notBetween: readonly string[];
}

/** A country of the region; its statuses are dated rows of their own. */
@Entity('countries')
export class Country {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'countries_pkey' })
  code: string;

  @Column({ type: 'jsonb' })
  names: LocalizedText;

  /** BCP 47, the most used first. */
  @Column({ type: 'text', array: true })
  languages: readonly string[];

  /** ISO 4217. */
  @Column({ type: 'text', array: true })
  currencies: readonly string[];

  /** IANA, the main one first. */
  @Column({ type: 'text', array: true })
  timeZones: readonly string[];

  /** ISO weekdays: Monday is 1. */
  @Column({ type: 'integer', array: true })
  weekend: readonly number[];

  @Column({ type: 'jsonb' })
  apostille: Apostille;

  @Column({ type: 'text' })
  callingCode: string;

  @Column({ type: 'text', array: true })
  registrationSchemes: readonly string[];

  @Column({ type: 'integer', default: 1 })
  version: number;

  @Column({ type: 'timestamptz', nullable: true })
  editedAt: Date | null;
}
