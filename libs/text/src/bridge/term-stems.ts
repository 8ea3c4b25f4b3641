import { fold } from '../fold';
import { stem } from '../stems';
import { isStopWord } from '../stop-words';
import { featureNumber } from './feature-number';
import type { LexiconTerm } from './term-index';

const WORD = /[a-z0-9+#]{2,}/g;
const LEAST_SHARE = 0.25;
const MOST_STEMS = 6;

/** What a term says wherever it stands, as numbers of features: made once, since a text can consist of terms. */
interface SaidByTerm {
  readonly own: number;
  /** The stems of its English forms, each with the root of the share of the forms that have it; rare ones are left out. */
  readonly stems: readonly { readonly feature: number; readonly height: number }[];
  /** Its concept behind the concepts above it, the widest first. */
  readonly concepts: readonly number[];
}

const known = new WeakMap<LexiconTerm, SaidByTerm>();

export function saidByTerm(term: LexiconTerm): SaidByTerm {
  const found = known.get(term) ?? {
    own: featureNumber(`t:${term.id}`),
    stems: countStems(term.en).map(([stem, share]) => ({
      feature: featureNumber(`p:${stem}`),
      height: Math.sqrt(share),
    })),
    concepts: conceptsOf(term).map((code) => featureNumber(`k:${code}`)),
  };
  known.set(term, found);
  return found;
}

function conceptsOf({ concept }: LexiconTerm): string[] {
  const path = concept ? concept.replace(/\.$/, '').split('.') : [];
  return path.map((_, at) => path.slice(0, at + 1).join('.'));
}

function countStems(forms: readonly string[]): [string, number][] {
  const shares = new Map<string, number>();
  for (const form of forms) {
    const words = (fold(form).match(WORD) ?? []).filter((word) => !isStopWord(word));
    for (const one of new Set(words.map(stem))) shares.set(one, (shares.get(one) ?? 0) + 1 / forms.length);
  }
  return [...shares].filter(([, share]) => share > LEAST_SHARE).slice(0, MOST_STEMS);
}
