import type { LocalizedText } from '@shuqiao/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type Synonyms = Readonly<Record<'zh' | 'ru' | 'en', readonly string[]>>;

/** A sector or capability. The code is a dot path: what stands before the last dot is the parent. */
@Entity('concepts')
export class Concept {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'concepts_pkey' })
  code: string;

  @Column({ type: 'text', nullable: true })
  parent: string | null;

  @Column({ type: 'jsonb' })
  labels: LocalizedText;

  @Column({ type: 'jsonb' })
  synonyms: Synonyms;

  /** Codes of public classifications: ISIC revision 4, CPV. */
  @Column({ type: 'jsonb' })
  codes: Readonly<Record<string, readonly string[]>>;

  @Column({ type: 'integer' })
  sort: number;

  /** A retired concept stays readable where it is used but cannot be chosen any more. */
  @Column({ type: 'timestamptz', nullable: true })
  retiredAt: Date | null;

  @Column({ type: 'integer', default: 1 })
  version: number;

  @Column({ type: 'timestamptz', nullable: true })
  editedAt: Date | null;
}

/** The concepts above a code, nearest first: `ancestors('a.b.c')` is `['a.b', 'a']`. */
export function ancestors(code: string): string[] {
  const parts = code.split('.');
  return parts.slice(1).map((_part, index) => parts.slice(0, parts.length - 1 - index).join('.'));
}

/** The level-1 concept a code belongs to. */
export function sectorOf(code: string): string {
  return code.split('.', 1)[0] ?? code;
}
