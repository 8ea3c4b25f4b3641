import { newStemmer } from 'snowball-stemmers';
import { ChineseSegmenter } from '../../chinese';
import { fold } from '../../fold';
import { stem } from '../../stems';
import type { Sources } from './sources';

export type Language = 'zh' | 'ru' | 'en';

/** Brings a word or phrase of the dictionaries to the tokens that our own analysis makes; '' when nothing is left. */
export type OwnTokens = (language: Language, phrase: string) => string;

/**
 * The sources were cut and stemmed by plain jieba and plain Snowball. Chinese is cut anew; a Russian stem becomes the one
 * that our stemmer makes of most words with that plain stem; English stems are the same.
 */
export function ownTokens(sources: Sources): OwnTokens {
  const chinese = new ChineseSegmenter([]);
  const russian = russianStems(sources.russianWords);
  const own: Record<Language, (phrase: string) => string> = {
    zh: (phrase) =>
      phrase
        .split(' ')
        .join('')
        .split(/(?<=[^\p{sc=Han}])(?=\p{sc=Han})|(?<=\p{sc=Han})(?=[^\p{sc=Han}])/u)
        .flatMap((run) => (/\p{sc=Han}/u.test(run) ? [...chinese.words(fold(run))].map(({ text }) => text) : [run]))
        .join(' '),
    ru: (phrase) =>
      phrase
        .split(' ')
        .map((token) => russian(token.replaceAll('ё', 'е')))
        .join(' '),
    en: (phrase) => phrase,
  };
  const known = new Map<string, string>();
  return (language, phrase) => {
    const key = `${language} ${phrase}`;
    const found = known.get(key) ?? own[language](phrase).trim();
    known.set(key, found);
    return found;
  };
}

function russianStems(words: string[]): (plainStem: string) => string {
  const plain = newStemmer('russian');
  const votes = new Map<string, Map<string, number>>();
  for (const word of words) {
    const from = plain.stem(word.replaceAll('ё', 'е'));
    const to = stem(word.replaceAll('ё', 'е'));
    const count = votes.get(from) ?? new Map<string, number>();
    votes.set(from, count.set(to, (count.get(to) ?? 0) + 1));
  }
  const winners = new Map([...votes].map(([from, count]) => [from, [...count].sort((a, b) => b[1] - a[1])[0][0]]));
  // What no known word shows: our stemmer leaves the letter away that only some cases of a noun end in.
  return (token) =>
    winners.get(token) ?? (/^[а-я]+$/.test(token) ? token.replace(/(?<=^.{3,})([ая])[лн]$/u, '$1') : token);
}
