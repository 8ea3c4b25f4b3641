import { newStemmer } from 'snowball-stemmers';
import { remembered } from './remembered';

const MAX_REMEMBERED = 10_000;
const MAX_STEMMED_LENGTH = 40;
const RUSSIAN = /^[а-я]+$/;
const ENGLISH = /^[a-z]{3,}$/;

// Snowball takes the end of «терминал» and «экран» for that of a past tense or participle and leaves «терминалом» and
// «экраном» longer: dropping the letter in both joins the cases of one noun.
const PAST_OR_NOUN = /(?<=^.{3,})([ая])[лн]$/u;

// It takes «состав», «архив» and «память» for verbs («…ав», «…ив», «…ать»), but none of their other cases: those three
// endings are read as another case of the noun.
const GERUND_OR_NOUN = /(?<=[аяиы]в)$/u;
const INFINITIVE_OR_NOUN = /(?<=памят|печат)ь$/u;

// It reads «систему» and «систем» as a form of an adjective («…ему», «…ем») and «защите» as an imperative («…ите»), which leaves other stems
// than the noun's other cases have; adjectives with these stems and imperatives in texts about business are rare.
const ADJECTIVE_OR_NOUN = /(?<=сист|пробл|сх|дил|теор|эмбл)ему?$/u;
const IMPERATIVE_OR_NOUN = /(?<=.{3})ите$/u;
// So it does with «аудит», whose verb would be «аудить».
const VERB_OR_NOUN = /(?<=ауд|кред|лим|транз|депоз|дефиц|реквиз)ит$/u;

const russian = newStemmer('russian');
const english = newStemmer('english');

/**
 * The stem of one folded word, by its own letters: Snowball Russian for а–я, Snowball English for a–z, the word
 * itself otherwise (Kazakh, Tajik, Turkish … letters, digits). The word alone decides, never the text around it, so
 * that a text and a query of one word cannot disagree.
 */
export function stem(word: string): string {
  if (word.length > MAX_STEMMED_LENGTH) return word;
  if (RUSSIAN.test(word)) return russianStem(word);
  return ENGLISH.test(word) ? englishStem(word) : word;
}

const russianStem = remembered(MAX_REMEMBERED, stemRussian);
const englishStem = remembered(MAX_REMEMBERED, (word) => english.stem(word) || word);

function stemRussian(word: string): string {
  const noun = word
    .replace(GERUND_OR_NOUN, 'а')
    .replace(INFINITIVE_OR_NOUN, 'и')
    .replace(ADJECTIVE_OR_NOUN, 'ема')
    .replace(IMPERATIVE_OR_NOUN, 'ита')
    .replace(VERB_OR_NOUN, 'ита');
  return (russian.stem(noun) || word).replace(PAST_OR_NOUN, '$1');
}
