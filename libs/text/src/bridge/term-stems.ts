import { fold } from '../fold';
import { stem } from '../stems';
import { isStopWord } from '../stop-words';
import type { LexiconTerm } from './term-index';

const WORD = /[a-z0-9+#]{2,}/g;
const LEAST_SHARE = 0.25;
const MOST_STEMS = 6;

const known = new WeakMap<LexiconTerm, [stem: string, share: number][]>();

/** The stems of a term's English forms, each with the share of the forms that have it; rare ones are left out. */
export function englishStemsOf(term: LexiconTerm): [stem: string, share: number][] {
  const found = known.get(term) ?? countStems(term.en);
  known.set(term, found);
  return found;
}

function countStems(forms: readonly string[]): [string, number][] {
  const shares = new Map<string, number>();
  for (const form of forms) {
    const words = (fold(form).match(WORD) ?? []).filter((word) => !isStopWord(word));
    for (const one of new Set(words.map(stem))) shares.set(one, (shares.get(one) ?? 0) + 1 / forms.length);
  }
  return [...shares].filter(([, share]) => share > LEAST_SHARE).slice(0, MOST_STEMS);
}
