import type { Language } from '@shuqiao/kernel';
import type { TermContent } from '@shuqiao/taxonomy';
import type { UnknownWord } from '@shuqiao/text';
import type { SubjectKind } from './public-texts';

export const UNKNOWN_TERM_STATES = ['open', 'dismissed', 'taught'] as const;
export type UnknownTermState = (typeof UNKNOWN_TERM_STATES)[number];
export const UNKNOWN_LANGUAGES = ['zh', 'ru', 'en', 'other'] as const satisfies readonly UnknownWord['language'][];

/** A place in a public text where an unknown term stands; the range is in UTF-16 units of the snippet. */
export interface UnknownTermExample {
  readonly kind: SubjectKind;
  readonly subjectId: string;
  readonly lang: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface UnknownTerm {
  readonly id: string;
  readonly language: UnknownWord['language'];
  /** As one text has it. */
  readonly term: string;
  /** How many public texts have it where no term of the lexicon covers it. */
  readonly texts: number;
  readonly state: UnknownTermState;
  /** Why it was dismissed. */
  readonly reason: string | null;
  readonly taughtTermId: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

export interface UnknownTermWithExamples extends UnknownTerm {
  readonly examples: readonly UnknownTermExample[];
}

/** A term that is added for an unknown word, or one that gets it as another form. */
export type Lesson =
  | { readonly term: TermContent }
  | {
      readonly addTo: {
        readonly termId: string;
        readonly version: number;
        readonly language: Language;
        readonly form: string;
        readonly reason: string | null;
      };
    };
