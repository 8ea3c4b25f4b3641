import { stem } from '../stems';
import { type BridgeData, pivotRow } from './bridge-data';
import { consonantsOf } from './consonants';
import { begins, isKnownStem } from './russian-back-off';

/** Scripts that write few vowels: Arabic and Devanagari. */
const FEW_VOWELS = /^[\p{sc=Arabic}\p{sc=Devanagari}]+$/u;
const CYRILLIC = /^[\p{sc=Cyrillic}]+$/u;
const LONGEST = 30;
const LATIN = /^[a-z']+$/;

/** Letters of Kazakh, Kyrgyz, Tajik and Uzbek by the Russian ones that loan words had before. */
const TO_RUSSIAN: Record<string, string> = pairs('әғқңөұүһіӣӯўҳҷ', 'агкноууыииуухж');
/** Latin spellings of Uzbek and its relatives. */
const TO_CYRILLIC: Record<string, string> = {
  ...{ shch: 'щ', sh: 'ш', ch: 'ч', yo: 'ё', yu: 'ю', ya: 'я', ts: 'ц', pyu: 'пью', "'": '' },
  ...pairs('abcdefghijklmnopqrstuvxyzw', 'абцдефгхижклмнопкрстувхйзв'),
};
const SPELLINGS = /shch|pyu|sh|ch|y[oua]|ts|['a-z]/g;

/** Plurals, cases and possessives of Turkic languages, in Russian letters. */
const TURKIC =
  /(?<=.{4})(?:(?:[иыуая]?[лдт][ае]р|хо)(?:[иы]н?)?)?(?:[иыу]|[иы]?м[иы]з|[иы]?ң[иы]з|с[иы]|л[иы]к|л[иы]|т[иы]|д[иы]|с[иы]з|дағы|деги)?(?:н[иы]нг?|н[иы]|г[ае]|к[ае]|н[ае]|[дт][ае]н?|м[ае]н)?$/;

/**
 * The row of the dictionary for a word of a language without one, when it is a loan word by way of Russian (Kazakh
 * «серверлерді», Uzbek "kommutatorlar") or, in scripts that write few vowels, by its consonants (سرور); else -1.
 */
export function borrowedRow(word: string, data: BridgeData): number {
  if (word.length > LONGEST) return -1;
  if (FEW_VOWELS.test(word)) return byConsonants(word, data);
  if (CYRILLIC.test(word)) return byRussian(replaced(word, TO_RUSSIAN), data);
  if (!LATIN.test(word)) return -1;
  const russian = word.replace(SPELLINGS, (spelling) => TO_CYRILLIC[spelling]).replace(/^е/, 'э');
  return byRussian(russian, data);
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
  if (!begins(word.slice(0, LEAST), russianStems)) return -1;
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
