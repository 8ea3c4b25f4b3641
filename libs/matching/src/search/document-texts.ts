import type { Json, JsonObject, TaggedText } from '@shuqiao/kernel';

/** What a public document says in words, and the concepts it names, wherever they stand in it. */
export interface DocumentTexts {
  readonly texts: readonly TaggedText[];
  /** Those of them that say what the document is about: titles and names. */
  readonly headings: readonly TaggedText[];
  readonly concepts: readonly string[];
}

/** Members besides tagged texts that hold words to be found by. */
const PLAIN_WORDS: ReadonlySet<string> = new Set(['place', 'quantity', 'name', 'issuer', 'customer']);

/** Where headings stand; what a company delivered or holds says less of it than what it sells. */
const HEADINGS: ReadonlySet<string> = new Set([
  ...['/title', '/titleTranslations', '/requirements/title', '/legalName', '/names', '/products/names'],
]);

/**
 * Collects from a public document every `{lang, text}`, some plain members, and the members `concept` and `concepts`.
 * It reads the form and not the fields, so that a document may grow without the search falling behind.
 */
export function textsOf(document: JsonObject): DocumentTexts {
  const texts: TaggedText[] = [];
  const headings: TaggedText[] = [];
  const concepts = new Set<string>();
  const visit = (value: Json, name: string, path: string): void => {
    if (typeof value === 'string') {
      if (name === 'concept' || name === 'concepts') concepts.add(value);
      else if (PLAIN_WORDS.has(name)) texts.push({ lang: '', text: value });
    } else if (Array.isArray(value)) {
      for (const member of value) visit(member, name, path);
    } else if (value !== null && typeof value === 'object') {
      if (typeof value.lang === 'string' && typeof value.text === 'string')
        (HEADINGS.has(path) ? headings : texts).push({ lang: value.lang, text: value.text });
      else for (const [key, member] of Object.entries(value)) visit(member, key, `${path}/${key}`);
    }
  };
  visit(document, '', '');
  return { texts: [...headings, ...texts], headings, concepts: [...concepts] };
}

/** The languages that the texts are written in. */
export function languagesOf(texts: readonly TaggedText[]): string[] {
  return [...new Set(texts.map(({ lang }) => lang).filter(Boolean))];
}
