import { stem } from '../stems';
import { type BridgeData, pivotRow } from './bridge-data';
import { consonantsOf } from './consonants';
import { isKnownStem } from './russian-back-off';

/** Scripts that write few vowels: Arabic and Devanagari. */
const FEW_VOWELS = /^[\p{sc=Arabic}\p{sc=Devanagari}]+$/u;
const CYRILLIC = /^[\p{sc=Cyrillic}]+$/u;
const LATIN = /^[a-z']+$/;

/** Letters of Kazakh, Kyrgyz, Tajik and Uzbek by the Russian ones that loan words had before. */
const TO_RUSSIAN: Record<string, string> = pairs('әғқңөұүһіӣӯўҳҷ', 'агкноууыииуухж');
/** Latin spellings of Uzbek and its relatives, longer ones first. */
const TO_CYRILLIC: [RegExp, string][] = [
  [/shch/g, 'щ'],
  [/sh/g, 'ш'],
  [/ch/g, 'ч'],
  [/yo/g, 'ё'],
  [/(?<=p)yu/g, 'ью'],
  [/yu/g, 'ю'],
  [/ya/g, 'я'],
  [/ts/g, 'ц'],
  [/'/g, ''],
  [/^e/g, 'э'],
  ...Object.entries(pairs('abcdefghijklmnopqrstuvxyzw', 'абцдефгхижклмнопкрстувхйзв')).map(
    ([from, to]): [RegExp, string] => [new RegExp(from, 'g'), to],
  ),
];

/** Plurals, cases and possessives of Turkic languages, in Russian letters. */
const TURKIC =
  /(?<=.{4})(?:(?:[иыуая]?[лдт][ае]р|хо)(?:[иы]н?)?)?(?:[иыу]|[иы]?м[иы]з|[иы]?ң[иы]з|с[иы]|л[иы]к|л[иы]|т[иы]|д[иы]|с[иы]з|дағы|деги)?(?:н[иы]нг?|н[иы]|г[ае]|к[ае]|н[ае]|[дт][ае]н?|м[ае]н)?$/;

/**
 * The row of the dictionary for a word of a language without one, when it is a loan word by way of Russian (Kazakh
 * «серверлерді», Uzbek "kommutatorlar") or, in scripts that write few vowels, by its consonants (سرور); else -1.
 */
export function borrowedRow(word: string, data: BridgeData): number {
  if (FEW_VOWELS.test(word)) return byConsonants(word, data);
  if (CYRILLIC.test(word)) return byRussian(replaced(word, TO_RUSSIAN), data);
  if (!LATIN.test(word)) return -1;
  return byRussian(
    TO_CYRILLIC.reduce((left, [from, to]) => left.replace(from, to), word),
    data,
  );
}

function byConsonants(word: string, { pivots }: BridgeData): number {
  for (const bare of [false, true]) {
    const consonants = consonantsOf(word, bare);
    const row = consonants ? pivotRow(pivots, 'x', consonants) : -1;
    if (row >= 0) return row;
  }
  return -1;
}

const LEAST = 4;

function byRussian(word: string, { pivots, russianStems }: BridgeData): number {
  const bare = word.replace(TURKIC, '');
  for (const one of [word, bare, `${bare}н`]) {
    const found = stem(one);
    if (found.length >= LEAST && isKnownStem(found, russianStems)) return pivotRow(pivots, 'r', found);
  }
  return -1;
}

function replaced(word: string, letters: Record<string, string>): string {
  return [...word].map((letter) => letters[letter] ?? letter).join('');
}

function pairs(from: string, to: string): Record<string, string> {
  return Object.fromEntries([...from].map((letter, at) => [letter, to[at]]));
}
