import { MAX_TOKEN_LENGTH } from '../limits';
import { remembered } from '../remembered';

const LETTERS: Record<string, string> = {
  ...pairs('абвгдезийклмнопрстуфыэіїєґ', 'abvgdeziiklmnoprstufieiieg'),
  ...pairs('әғқңөұүһӣӯҳҷўҙҫҡҗ', 'agknouuhiuhjuzskj'),
  ...{ ж: 'j', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sh', ъ: '', ь: '', ю: 'iu', я: 'ia', ё: 'e' },
  ...pairs('ابپتجدرزسشفقکگلمنهویآخحعغصضطظثذ', 'abptjdrzssfkkglmnhviahhagszttsz'),
  ...{ چ: 'ch', ژ: 'j' },
};
const SOUNDS: [RegExp, string][] = [
  [/sch|sh/g, 's'],
  [/tch|ch/g, '4'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/wh|w/g, 'v'],
  [/x/g, 'ks'],
  [/qu/g, 'kv'],
  [/ck|c(?![eiy])|q/g, 'k'],
  [/c(?=[eiy])|ts/g, 's'],
  [/z/g, 's'],
  [/ee|ea|y|j/g, 'i'],
  [/oo|ou/g, 'u'],
  [/[ae][iy]/g, 'e'],
  [/(.)\1+/g, '$1'],
  [/(?<=.{3}[^su])e?s$|(?<=.{3})e$/, ''],
  [/(?<=.{3})[aiou]$/, ''],
];
const RUSSIAN_CASE = /(?<=.{3})(?:ами|ями|ов|ев|ом|ем|ах|ях|ам|ям|ой|ей|ый|ий|ая|ые|ого|ему|а|я|ы|и|у|ю|е|о|ь|й)$/;
const WORTH_COMPARING = 4;

const MOST_REMEMBERED = 10_000;

/**
 * How a word sounds, spelt in plain Latin letters alike for every alphabet, or '' when it is too short to tell, or longer than
 * any: «хостинга» and "hosting", «Фэйтэн» and "Feiteng". For brand and loan words; rough on purpose.
 */
export function soundOf(word: string): string {
  return word.length > MAX_TOKEN_LENGTH ? '' : sound(word);
}

const sound = remembered(MOST_REMEMBERED, (word) => {
  const bare = word.replace(RUSSIAN_CASE, '');
  let sound = '';
  for (const letter of bare) sound += LETTERS[letter] ?? letter;
  if (!/^[a-z]+$/.test(sound)) return '';
  for (const [from, to] of SOUNDS) sound = sound.replace(from, to);
  return sound.length >= WORTH_COMPARING ? sound : '';
});

function pairs(from: string, to: string): Record<string, string> {
  return Object.fromEntries([...from].map((letter, at) => [letter, to[at]]));
}
