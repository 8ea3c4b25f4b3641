import type { LexiconTerm } from '@shuqiao/text';

export const LEXICON_KINDS = ['term', 'abbreviation', 'name'] as const;
export const LEXICON_COLUMNS = ['kind', 'concept', 'zh', 'ru', 'en'] as const;

/** A line that is not as it should be, for whoever writes the file. */
export class LexiconFileError extends Error {
  constructor(line: number, problem: string) {
    super(`line ${line}: ${problem}`);
  }
}

/**
 * The terms of a file with the columns kind, concept, zh, ru and en, separated by tabs, forms by "|"; the first line names
 * the columns. A concept's final dot ("security.": the field as a whole) is dropped. Throws at the first wrong line.
 */
export function parseLexicon(content: string): LexiconTerm[] {
  const [header, ...lines] = content.replace(/\n$/, '').split('\n');
  if (header !== LEXICON_COLUMNS.join('\t')) throw new LexiconFileError(1, `must be ${LEXICON_COLUMNS.join(', ')}`);
  return lines.map((line, at) => parseLine(line, at + 2));
}

/** Lines with one identity are one term: their forms are joined, the first line's kind and concept stay. */
export function mergeTerms(terms: Iterable<LexiconTerm>): LexiconTerm[] {
  const merged = new Map<string, LexiconTerm>();
  for (const term of terms) {
    const known = merged.get(term.id);
    if (!known) merged.set(term.id, { ...term });
    else for (const lang of ['zh', 'ru', 'en'] as const) known[lang] = [...new Set([...known[lang], ...term[lang]])];
  }
  return [...merged.values()];
}

/** Forms (in lower case) that several terms have, with these terms' ids: each of them is found with a lesser weight. */
export function sharedForms(terms: Iterable<LexiconTerm>): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const { id, zh, ru, en } of terms) {
    for (const form of new Set([...zh, ...ru, ...en].map((one) => one.toLowerCase()))) {
      owners.set(form, [...(owners.get(form) ?? []), id]);
    }
  }
  return new Map([...owners].filter(([, ids]) => ids.length > 1));
}

function parseLine(line: string, number: number): LexiconTerm {
  const columns = line.split('\t');
  if (columns.length !== LEXICON_COLUMNS.length) throw new LexiconFileError(number, `${columns.length} columns`);
  const [kind, concept, zh, ru, en] = columns;
  if (!isKind(kind)) throw new LexiconFileError(number, `unknown kind "${kind}"`);
  if (line !== line.normalize('NFC')) throw new LexiconFileError(number, 'not in Unicode form NFC');
  const forms = { zh: formsOf(zh, number), ru: formsOf(ru, number), en: formsOf(en, number) };
  const first = forms.en[0] ?? forms.zh[0] ?? forms.ru[0];
  if (!first) throw new LexiconFileError(number, 'no form in any language');
  const code = concept.replace(/\.$/, '') || null;
  return { id: `${code ?? ''}#${first.toLowerCase()}`, kind, concept: code, ...forms };
}

function formsOf(cell: string, number: number): string[] {
  const forms = cell === '' ? [] : cell.split('|');
  const bad = forms.find((form) => form === '' || form !== form.trim());
  if (bad !== undefined) throw new LexiconFileError(number, `an empty or untrimmed form in "${cell}"`);
  return forms;
}

function isKind(kind: string): kind is LexiconTerm['kind'] {
  return (LEXICON_KINDS as readonly string[]).includes(kind);
}
