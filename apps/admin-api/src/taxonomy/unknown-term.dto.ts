import { LANGUAGES, type Language } from '@shuqiao/kernel';
import {
  SUBJECT_KINDS,
  type SubjectKind,
  UNKNOWN_LANGUAGES,
  UNKNOWN_TERM_STATES,
  type UnknownTerm,
  type UnknownTermState,
} from '@shuqiao/matching';
import { EnumField, IdField, IntegerField, ObjectField, TextField, TimeField } from '@shuqiao/platform';
import { LONGEST_FORM } from '@shuqiao/taxonomy';
import { NewLexiconTermDto } from './lexicon-term.dto';

const MANY = 2 ** 31 - 1;
const LANGUAGE = 'By its letters; `other` for languages without a dictionary.';

export class UnknownTermQuery {
  @IntegerField({ min: 1, max: 50, optional: true, fromQuery: true, description: '20 unless said otherwise.' })
  limit: number = 20;
  @TextField({ max: 600, optional: true, description: '`nextCursor` of the page before.' }) cursor?: string;
  @EnumField(UNKNOWN_LANGUAGES, { optional: true, description: LANGUAGE }) language?: UnknownTerm['language'];
  @EnumField(UNKNOWN_TERM_STATES, { optional: true, description: '`open` unless said otherwise.' })
  state: UnknownTermState = 'open';
}

export class FormAdditionDto {
  @IdField() termId: string;
  @IntegerField({ min: 1, max: MANY, description: 'Of the term, as last read.' }) version: number;
  @EnumField(LANGUAGES) language: Language;
  @TextField({ max: LONGEST_FORM, description: 'The unknown word, in the form in which dictionaries have it.' })
  form: string;
  @TextField({ max: 2000, optional: true, description: 'For whoever looks later.' }) reason?: string;
}

/** Either a new term that has the unknown word as a form, or the term that it is another form of. */
export class TeachingDto {
  @ObjectField(() => NewLexiconTermDto, { optional: true }) term?: NewLexiconTermDto;
  @ObjectField(() => FormAdditionDto, { optional: true }) addTo?: FormAdditionDto;
}

export class UnknownTermDismissalDto {
  @TextField({ max: 2000, description: 'For whoever looks later.' }) reason: string;
}

export class UnknownTermView {
  @IdField() id: string;
  @EnumField(UNKNOWN_LANGUAGES, { description: LANGUAGE }) language: UnknownTerm['language'];
  @TextField({ max: 200, description: 'As one of the texts has it.' }) term: string;
  @IntegerField({ min: 0, max: MANY, description: 'Public texts that have it where no term covers it.' }) texts: number;
  @EnumField(UNKNOWN_TERM_STATES) state: UnknownTermState;
  @TextField({ max: 2000, nullable: true, description: 'Why it was dismissed.' }) reason: string | null;
  @IdField({ nullable: true, description: 'The term of the lexicon that it leads to.' }) taughtTermId: string | null;
  @IdField({ nullable: true }) decidedBy: string | null;
  @TimeField({ nullable: true }) decidedAt: Date | null;
}

export class UnknownTermExampleView {
  @EnumField(SUBJECT_KINDS) kind: SubjectKind;
  @IdField() subjectId: string;
  @TextField({ max: 12 }) lang: string;
  @TextField({ max: 400, multiline: true, description: 'An excerpt of the public text.' }) text: string;
  @IntegerField({ min: 0, max: 400, description: 'Where the word begins in it, in UTF-16 units.' }) start: number;
  @IntegerField({ min: 1, max: 400, description: 'Where it ends, exclusive.' }) end: number;
}

export class UnknownTermWithExamplesView extends UnknownTermView {
  @ObjectField(() => UnknownTermExampleView, { list: { max: 3 } }) examples: readonly UnknownTermExampleView[];
}

export class UnknownTermPageView {
  @ObjectField(() => UnknownTermWithExamplesView, { list: { max: 50 }, description: 'The most frequent first.' })
  items: readonly UnknownTermWithExamplesView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}
