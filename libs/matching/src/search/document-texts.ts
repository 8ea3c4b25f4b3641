import type { Json, JsonObject, TaggedText } from '@shuqiao/kernel';

/** What a public document says in words, and the concepts it names, wherever they stand in it. */
export interface DocumentTexts {
  readonly texts: readonly TaggedText[];
  readonly concepts: readonly string[];
}

/** Members besides tagged texts that hold words to be found by. */
const PLAIN_WORDS: ReadonlySet<string> = new Set(['place', 'quantity', 'name', 'issuer', 'customer']);

/**
 * Collects from a public document every `{lang, text}`, some plain members, and the members `concept` and `concepts`.
 * It reads the form and not the fields, so that a document may grow without the search falling behind.
 */
export function textsOf(document: JsonObject): DocumentTexts {
  const texts: TaggedText[] = [];
  const concepts = new Set<string>();
  const visit = (value: Json, name: string): void => {
    if (typeof value === 'string') {
      if (name === 'concept' || name === 'concepts') concepts.add(value);
      else if (PLAIN_WORDS.has(name)) texts.push({ lang: '', text: value });
    } else if (Array.isArray(value)) {
      for (const member of value) visit(member, name);
    } else if (value !== null && typeof value === 'object') {
      if (typeof value.lang === 'string' && typeof value.text === 'string')
        texts.push({ lang: value.lang, text: value.text });
      else for (const [key, member] of Object.entries(value)) visit(member, key);
    }
  };
  visit(document, '');
  return { texts, concepts: [...concepts] };
}

/** The languages that the texts are written in. */
export function languagesOf(texts: readonly TaggedText[]): string[] {
  return [...new Set(texts.map(({ lang }) => lang).filter(Boolean))];
}
