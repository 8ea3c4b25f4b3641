import {
  ConceptField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  PageQuery,
  TextField,
  TimeField,
} from '@shuqiao/platform';
import {
  type Forms,
  LEXICON_KINDS,
  LONGEST_FORM,
  MOST_FORMS,
  TERM_ORIGINS,
  TERM_STATES,
  type TermContent,
  type TermOrigin,
  type TermState,
} from '@shuqiao/taxonomy';

const REASON = { max: 2000, description: 'For whoever looks later.' };
const FORMS = { max: LONGEST_FORM, list: { max: MOST_FORMS, unique: true } };

/** How the term is written; a language that has no word for it has an empty list. */
export class TermFormsDto {
  @TextField(FORMS) zh: string[];
  @TextField(FORMS) ru: string[];
  @TextField(FORMS) en: string[];
}

class TermBodyDto {
  @EnumField(LEXICON_KINDS) kind: TermContent['kind'];
  @ConceptField({ nullable: true, description: 'What is alike without being the same meets by it.' })
  concept: string | null;
  @ObjectField(() => TermFormsDto) forms: TermFormsDto;
}

export class NewLexiconTermDto extends TermBodyDto {
  @TextField({ ...REASON, optional: true }) reason?: string;
}

/** All that is said of a term: a PUT replaces it as a whole. */
export class LexiconTermDto extends TermBodyDto {
  @TextField(REASON) reason: string;
}

export class TermWithdrawalDto {
  @TextField(REASON) reason: string;
}

export class LexiconTermQuery extends PageQuery {
  @ConceptField({ optional: true, description: 'This concept and those below it.' }) concept?: string;
  @TextField({ max: LONGEST_FORM, optional: true, description: 'The beginning of a form in any language.' })
  text?: string;
  @EnumField(TERM_ORIGINS, { optional: true }) origin?: TermOrigin;
  @EnumField(TERM_STATES, { optional: true }) state?: TermState;
}

export class LexiconTermView {
  @IdField() id: string;
  @EnumField(TERM_ORIGINS, { description: 'As it was shipped, shipped and corrected by staff, or added by staff.' })
  origin: TermOrigin;
  @EnumField(LEXICON_KINDS) kind: TermContent['kind'];
  @ConceptField({ nullable: true }) concept: string | null;
  @ObjectField(() => TermFormsDto) forms: Forms;
  @EnumField(TERM_STATES, { description: 'Texts are read by active terms only.' }) state: TermState;
  @IntegerField({ min: 1, max: 2 ** 31 - 1 }) version: number;
  @TextField({ max: 2000, nullable: true, description: 'Of the last edit.' }) reason: string | null;
  @IdField({ nullable: true }) editedBy: string | null;
  @TimeField({ nullable: true }) editedAt: Date | null;
}

export class LexiconTermPageView {
  @ObjectField(() => LexiconTermView, { list: { max: 100 } }) items: readonly LexiconTermView[];
  @TextField({ max: 600, nullable: true }) nextCursor: string | null;
}

/** Names each member, so that nothing else gets into the lexicon. */
export function termContentOf({ kind, concept, forms, reason }: NewLexiconTermDto): TermContent {
  return { kind, concept, forms: { zh: forms.zh, ru: forms.ru, en: forms.en }, reason: reason ?? null };
}
