import type { LexiconTerm } from '@shuqiao/text';
import type { Synonyms } from '../concept.entity';

export const TERM_ORIGINS = ['shipped', 'corrected', 'staff'] as const;
/** Shipped as it is, shipped and corrected by staff, or added by staff. */
export type TermOrigin = (typeof TERM_ORIGINS)[number];
export const TERM_STATES = ['active', 'withdrawn'] as const;
export type TermState = (typeof TERM_STATES)[number];

export const MOST_FORMS = 20;
export const LONGEST_FORM = 100;

/** How the term is written, by language. */
export type Forms = Synonyms;

/** What somebody says about a term, and why. */
export interface TermContent {
  readonly kind: LexiconTerm['kind'];
  readonly concept: string | null;
  readonly forms: Forms;
  readonly reason: string | null;
}

/** A term as staff see it. */
export interface TermRecord extends TermContent {
  readonly id: string;
  readonly origin: TermOrigin;
  readonly state: TermState;
  readonly version: number;
  /** Of the last edit; null for what is as it was shipped. */
  readonly editedBy: string | null;
  readonly editedAt: Date | null;
}

export const TERM_COLUMNS = `term.id, term.origin, term.kind, term.concept, json_build_object('zh', zh, 'ru', ru, 'en', en) AS forms,
  term.state, term.version, term.reason, edited_by AS "editedBy", edited_at AS "editedAt"`;
