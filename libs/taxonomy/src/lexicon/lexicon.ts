import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LexiconTerm } from '@shuqiao/text';
import { mergeTerms, parseLexicon } from './lexicon-file';

const FOLDER = join(__dirname, '..', '..', 'data', 'lexicon');

/** What the bridge needs of a concept; the entity and a line of concepts.json both have it. */
export interface NamedConcept {
  code: string;
  labels: { zh: string; ru: string; en: string };
  synonyms: { zh?: string[]; ru?: string[]; en?: string[] };
}

/** The terms of all files of data/lexicon, in the order of their names. */
export function readLexicon(): LexiconTerm[] {
  return mergeTerms(lexiconFiles().flatMap((name) => parseLexicon(readLexiconFile(name))));
}

/** The file names of data/lexicon, in order. */
export function lexiconFiles(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.tsv'))
    .sort();
}

export function readLexiconFile(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** The concepts of the taxonomy as terms: their labels and synonyms are forms like any other. */
export function conceptTerms(concepts: Iterable<NamedConcept>): LexiconTerm[] {
  return [...concepts].map(({ code, labels, synonyms }) => ({
    id: `${code}#`,
    kind: 'term',
    concept: code,
    zh: [labels.zh, ...(synonyms.zh ?? [])],
    ru: [labels.ru, ...(synonyms.ru ?? [])],
    en: [labels.en, ...(synonyms.en ?? [])],
  }));
}
