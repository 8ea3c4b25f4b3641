import { stem } from '../../stems';
import { consonantsOf } from '../consonants';
import { featureNumber } from '../feature-number';
import type { OwnTokens } from './own-tokens';
import type { Row } from './pivot-rows';
import type { Sources } from './sources';

/** Of words with the same consonants the shortest, since it stands for its derivations. */
const MOST_STEMS = 3;
/** A stem may lack the last consonant of its word: "comput". */
const LONGEST_REST = 1;

/** Loan words that Russian calls otherwise. */
const OTHERS =
  'software hardware cloud firewall network online website laptop tablet data smart solar school hospital mobile company council report';

/**
 * English stems by their consonants, of those words that Russian has borrowed or lent (the dictionary translates them by
 * each other and they have the same consonants): what a language without a dictionary has most probably borrowed too.
 */
export function loanRows(sources: Sources, own: OwnTokens): Map<number, Row> {
  const stems = new Map<string, Set<string>>();
  const put = (consonants: string, to: string) => stems.set(consonants, (stems.get(consonants) ?? new Set()).add(to));
  for (const [english, russian] of sources.dictionary['en-ru']) {
    if (!/^[a-z]{4,}$/.test(english)) continue;
    const word = own('ru', russian);
    const [whole, part] = [consonantsOf(word), consonantsOf(english)];
    if (whole && part && whole.startsWith(part) && whole.length - part.length <= LONGEST_REST) put(whole, english);
  }
  for (const word of OTHERS.split(' ')) put(consonantsOf(word), stem(word));
  return new Map(
    [...stems].filter(([consonants]) => consonants).map(([consonants, words]) => rowOf(consonants, words)),
  );
}

function rowOf(consonants: string, words: ReadonlySet<string>): [number, Row] {
  const kept = [...words].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, MOST_STEMS);
  const row = kept.map((word): Row[number] => [featureNumber(`p:${word}`), 1 / kept.length]);
  return [featureNumber(`x:${consonants}`), row];
}
