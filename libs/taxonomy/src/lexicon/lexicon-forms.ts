import { Injectable } from '@nestjs/common';
import { type FieldError, fieldError, LANGUAGES, type Language } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { fold, formKey } from '@shuqiao/text';
import { FORM_NOT_TELLING, FORM_TAKEN, TERM_WITHOUT_FORMS, WRONG_SCRIPT } from './lexicon.errors';
import type { Forms } from './lexicon-term';

/** A form at its place in a request. */
interface PlacedForm {
  readonly pointer: string;
  readonly language: Language;
  readonly form: string;
  readonly key: string | null;
}

/** Letters that a form of a language must not have; what is Latin is at home in all three. */
const FOREIGN: Readonly<Record<Language, RegExp>> = {
  zh: /\p{sc=Cyrillic}/u,
  ru: /\p{sc=Han}/u,
  en: /[\p{sc=Han}\p{sc=Cyrillic}]/u,
};

const MOST_STORED = 300;

/** Which forms lead to which term. All is asked and written while the lexicon's one row is locked. */
@Injectable()
export class LexiconForms {
  constructor(private readonly database: Database) {}

  /**
   * What is wrong with the forms that a term would have. Those that it has already are taken as they are, also where it
   * shares them; a new one must be in its script, found in texts, and lead to nothing else.
   */
  async faults(termId: string, forms: Forms, known: Forms | null, at: string): Promise<FieldError[]> {
    const placed = placesOf(forms, `${at}/forms`);
    if (!placed.length) return [fieldError(`${at}/forms`, TERM_WITHOUT_FORMS)];
    const added = placed.filter(({ language, form }) => !known?.[language].includes(form));
    return [...added.flatMap(ownFaults), ...(await this.taken(termId, placed))];
  }

  /**
   * The forms that lead to another term or a concept, except those that are this term's now. Those that it shipped with it may
   * share with shipped terms and concepts, but not with a term that staff gave them meanwhile.
   */
  async taken(termId: string, placed: readonly PlacedForm[]): Promise<FieldError[]> {
    const own = await this.database.query<{ key: string; active: boolean }>(OWN, [termId]);
    const isActive = new Map(own.map(({ key, active }) => [key, active]));
    const asked = placed.filter(({ key }) => key !== null && !isActive.get(key));
    if (!asked.length) return [];
    const terms = await this.database.query<Taken>(TAKEN, [asked.map(({ key }) => key), termId, [...isActive.keys()]]);
    const others = asked.filter(({ key }) => !isActive.has(key ?? '')).map(({ form }) => form.toLowerCase());
    const concepts = await this.database.query<Taken>(CONCEPTS, [others]);
    const byTerm = new Map(terms.map(({ word, id, label }) => [word, { term: label, termId: id }]));
    const byConcept = new Map(concepts.map(({ word, id, label }) => [word, { term: label, concept: id }]));
    return asked.flatMap(({ pointer, form, key }) => {
      const other = byTerm.get(key ?? '') ?? byConcept.get(form.toLowerCase());
      return other ? [fieldError(pointer, FORM_TAKEN, other)] : [];
    });
  }

  /** Notes which forms a term has now. Those that it had stay as inactive rows, by which texts with them are found. */
  async write(termId: string, forms: Forms): Promise<void> {
    const rows = new Map(placesOf(forms).flatMap(({ key, form }) => (key === null ? [] : [[key, fold(form)]])));
    const values = [...rows].map(([key, form]) => ({ key, form }));
    await this.database.query(LEAVE, [termId, [...rows.keys()]]);
    await this.database.query(PUT, [termId, JSON.stringify(values)]);
  }
}

/** The forms of a request with their pointers and keys. */
export function placesOf(forms: Forms, at = '/forms'): PlacedForm[] {
  return LANGUAGES.flatMap((language) =>
    forms[language].map((form, index) => ({
      pointer: `${at}/${language}/${index}`,
      language,
      form,
      key: keyOf(form),
    })),
  );
}

/** Folding can make a hundred characters eighteen hundred: such a form is none. */
function keyOf(form: string): string | null {
  const key = formKey(form);
  return key !== null && key.length <= MOST_STORED && fold(form).length <= MOST_STORED ? key : null;
}

function ownFaults({ pointer, language, form, key }: PlacedForm): FieldError[] {
  if (FOREIGN[language].test(form)) return [fieldError(pointer, WRONG_SCRIPT)];
  return key === null ? [fieldError(pointer, FORM_NOT_TELLING)] : [];
}

interface Taken extends Record<string, unknown> {
  readonly word: string;
  readonly id: string;
  readonly label: string;
}

const OWN: Statement = {
  name: 'lexicon.own-forms',
  text: 'SELECT key, active FROM lexicon_forms WHERE term_id = $1 AND (active OR NOT by_staff)',
};
const TAKEN: Statement = {
  name: 'lexicon.taken-forms',
  text: `SELECT DISTINCT ON (form.key) form.key AS word, term.id, concat_ws(' / ', zh[1], ru[1], en[1]) AS label
         FROM lexicon_forms form JOIN lexicon_terms term ON term.id = form.term_id
         WHERE form.key = ANY ($1::text[]) AND form.active AND form.term_id <> $2
           AND (form.by_staff OR form.key <> ALL ($3::text[]))
         ORDER BY form.key, term.id`,
};
const CONCEPTS: Statement = {
  name: 'lexicon.taken-by-concepts',
  text: `SELECT DISTINCT ON (word) word, code AS id, concat_ws(' / ', labels ->> 'zh', labels ->> 'ru', labels ->> 'en') AS label
         FROM concepts, LATERAL (SELECT lower(value) FROM jsonb_each_text(labels)
           UNION SELECT lower(synonym) FROM jsonb_each(synonyms) AS own, jsonb_array_elements_text(own.value) AS synonym) AS one (word)
         WHERE word = ANY ($1::text[]) ORDER BY word, code`,
};
const LEAVE: Statement = {
  name: 'lexicon.leave-forms',
  text: 'UPDATE lexicon_forms SET active = false WHERE term_id = $1 AND active AND key <> ALL ($2::text[])',
};
const PUT: Statement = {
  name: 'lexicon.put-forms',
  text: `INSERT INTO lexicon_forms (term_id, key, form, by_staff, active)
         SELECT $1, key, form, true, true FROM jsonb_to_recordset($2::jsonb) AS given (key text, form text)
         ON CONFLICT ON CONSTRAINT lexicon_forms_pkey DO UPDATE SET form = excluded.form, active = true`,
};
