const ENGLISH_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const TO_RUSSIAN = pairs(ENGLISH_KEYS, RUSSIAN_KEYS);
const TO_ENGLISH = pairs(RUSSIAN_KEYS, ENGLISH_KEYS);

const CYRILLIC: readonly (readonly [string, string])[] = [
  ...[...'shch щ|sch щ|zh ж|kh х|ts ц|ch ч|sh ш|yu ю|iu ю|ya я|ia я|yo е|ye е|ph ф|ck к'.split('|')].map(
    (pair) => pair.split(' ') as [string, string],
  ),
  ['x', 'кс'],
  ...pairs('abvwgdezijklmnoprstufhcyq', 'абввгдезийклмнопрстуфхкйк'),
];
const LATIN = new Map([
  ...pairs('абвгдеёзийклмнопрстуфыэ', 'abvgdeeziyklmnoprstufye'),
  ...([...'ж zh|х kh|ц ts|ч ch|ш sh|щ shch|ъ |ь |ю yu|я ya'.split('|')].map((pair) => pair.split(' ')) as [
    string,
    string,
  ][]),
]);
const HAS_CYRILLIC = /\p{sc=Cyrillic}/u;
const HAS_LATIN = /[a-z]/;

/** What the keys that were pressed write in the other of the Russian and English layouts; the words in the other alphabet. */
export function otherSpellings(q: string): string[] {
  const lower = q.toLowerCase();
  const isCyrillic = HAS_CYRILLIC.test(lower);
  if (isCyrillic === HAS_LATIN.test(lower)) return [];
  const pressed = replaceEach(lower, isCyrillic ? TO_ENGLISH : TO_RUSSIAN);
  const spelt = isCyrillic ? replaceEach(lower, LATIN) : inCyrillic(lower);
  return [...new Set([pressed, spelt])].filter((other) => other !== lower);
}

function inCyrillic(text: string): string {
  let rest = text;
  let spelt = '';
  while (rest) {
    const found = CYRILLIC.find(([latin]) => rest.startsWith(latin));
    spelt += found?.[1] ?? rest[0] ?? '';
    rest = rest.slice(found?.[0].length ?? 1);
  }
  return spelt;
}

function replaceEach(text: string, letters: ReadonlyMap<string, string>): string {
  return [...text].map((letter) => letters.get(letter) ?? letter).join('');
}

function pairs(from: string, to: string): Map<string, string> {
  return new Map([...from].map((letter, at) => [letter, to[at] ?? letter]));
}
