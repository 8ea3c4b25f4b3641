import type { JsonObject, TaggedText } from '@shuqiao/kernel';
import type { Statement } from '@shuqiao/platform';
import { type Bridge, detectScript, MOST_UNKNOWN_WORDS, type UnknownWord } from '@shuqiao/text';
import { textsOf } from '../search/document-texts';

export const SUBJECT_KINDS = ['demand', 'company'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** A demand or a company with what it says in public. */
export interface PublicSubject {
  readonly subjectId: string;
  readonly kind: SubjectKind;
  readonly document: JsonObject;
}

const LANGUAGES: ReadonlySet<string> = new Set(['zh', 'ru', 'en']);
const LANGUAGE_OF_SCRIPT: Readonly<Record<string, UnknownWord['language']>> = {
  cyrillic: 'ru',
  latin: 'en',
  han: 'zh',
};

/** The sentences of a public document: no names of companies, people and places, which no lexicon should learn. */
export function publicTexts({ legalName: _legalName, names: _names, ...said }: JsonObject): TaggedText[] {
  return textsOf(said).texts.filter(({ lang }) => lang !== '');
}

/** The unknown words of a document, each once, the first hundred. */
export function unknownWordsIn(document: JsonObject, bridge: Bridge): UnknownWord[] {
  const found = new Map<string, UnknownWord>();
  for (const text of publicTexts(document)) {
    for (const word of wordsOf(text, bridge)) {
      const id = `${word.language} ${word.key}`;
      const known = found.get(id);
      if (!known && found.size === MOST_UNKNOWN_WORDS) continue;
      if (!known || (known.isWithinTerm && !word.isWithinTerm)) found.set(id, word);
    }
  }
  return [...found.values()];
}

/** In a Kazakh text, words of plain Cyrillic letters are Kazakh. */
function wordsOf({ lang, text }: TaggedText, bridge: Bridge): UnknownWord[] {
  const words = [...bridge.unknownWords(text)];
  if (LANGUAGES.has(lang.split('-', 1)[0] ?? '')) return words;
  const own = LANGUAGE_OF_SCRIPT[detectScript(text)];
  return words.map((word) => (word.language === own ? { ...word, language: 'other' } : word));
}

/** Answers only for those that are public now: open demands of companies that take part, and these companies. */
export const PUBLIC_SUBJECTS: Statement = {
  name: 'unknown-terms.public-subjects',
  text: `SELECT listing.demand_id AS "subjectId", 'demand' AS kind, version.document FROM demand_listings listing
      JOIN demand_versions version ON version.demand_id = listing.demand_id AND version.version = listing.version
      JOIN companies company ON company.id = listing.company_id AND company.status IN ('verified', 'listed')
      WHERE listing.demand_id = ANY ($1::uuid[]) AND listing.status = 'open'
    UNION ALL
    SELECT id, 'company', public_document FROM companies
      WHERE id = ANY ($1::uuid[]) AND status IN ('verified', 'listed') AND public_document IS NOT NULL`,
};
