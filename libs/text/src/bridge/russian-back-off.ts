import { stem as stemOf } from '../stems';

/** Derivational endings of Russian stems: what may differ between порт and портов(ый), робот and роботизац(ия). */
const ENDINGS = new Set(
  (
    ' н ов ев овск ск ическ ичн ик ник к ок овк чик щик чиц тел тельн ост ност изац изирова изирован ирова ирован ова ован ац аци ен ени енн ани ан нн ян ист изм ств' +
    ' альн ональн арн ивн ив ч чн очн очк енк ор ер ур ив ива ыва ива ац яц а я и е у л ла т т ат ит нут ет'
  ).split(' '),
);
const SHARED_LETTERS = 4;
const COMBINING =
  /^(?:авиа|агро|анти|аэро|гидро|кибер|макро|метео|микро|мега|мульти|нано|нефте|радио|супер|теле|термо|ультра|фото|энерго)$/;
const LEAST_FIRST = 4;
const LEAST_SECOND = 4;
const LOOKED_AT = 40;
const MOST_RELATIVES = 3;

/**
 * Stems of the dictionary that an unknown Russian stem is probably derived from: at least four letters in common, and only
 * derivational endings besides. `closeness` is the share of letters in common, below 1.
 */
export function relativesOf(stem: string, known: readonly string[]): { stem: string; closeness: number }[] {
  if (stem.length < SHARED_LETTERS) return [];
  const found = otherCases(stem, known);
  // Whatever begins alike stands together; the shared beginning is shortened until relatives show up.
  for (let shared = stem.length; shared >= SHARED_LETTERS && found.length < MOST_RELATIVES; shared--) {
    if (!ENDINGS.has(stem.slice(shared))) continue;
    const beginning = stem.slice(0, shared);
    const first = firstFrom(known, beginning);
    for (let at = first; at < first + LOOKED_AT && known[at]?.startsWith(beginning); at++) {
      const rest = known[at].slice(shared);
      if (known[at] === stem || !ENDINGS.has(rest) || found.some((other) => other.stem === known[at])) continue;
      found.push({ stem: known[at], closeness: (2 * shared) / (stem.length + known[at].length + 1) });
    }
  }
  return found.sort((a, b) => b.closeness - a.closeness || (a.stem < b.stem ? -1 : 1)).slice(0, MOST_RELATIVES);
}

/**
 * What the cases of one noun leave besides: «монахи» has «монах» for its stem, but «монах» itself reads like a case of «мон»,
 * and the vowel of «саженец» goes in «саженца», while «стойка» gets one in «стоек».
 */
function otherCases(stem: string, known: readonly string[]): { stem: string; closeness: number }[] {
  const filled = ['е', 'о'].map((vowel) => stem.slice(0, -1) + vowel + stem.slice(-1));
  const fleeting = /[^аеиоуыэюя][кцнлрв]$/.test(stem) ? filled : [];
  const emptied = /[ео][кнлрвц]$/.test(stem) ? withoutVowel(stem) : [];
  return [stemOf(stem), ...fleeting, ...emptied]
    .filter((other) => other !== stem && isKnownStem(other, known))
    .map((other) => ({ stem: other, closeness: 1 }))
    .slice(0, 1);
}

function withoutVowel(stem: string): string[] {
  const [beginning, last] = [stem.slice(0, -2), stem.slice(-1)];
  const joints = /[аеиоуыэюя]$/.test(beginning) ? ['й'] : ['', 'ь'];
  return joints.map((joint) => beginning + joint + last);
}

/**
 * The two stems of the dictionary that an unknown one is put together of («водоканал»), or the second alone behind a beginning
 * that is no word («авиасообщение»). The second says what it is and is as long as may be.
 */
export function compoundOf(stem: string, known: readonly string[]): string[] {
  for (let cut = LEAST_FIRST; cut <= stem.length - LEAST_SECOND; cut++) {
    const [first, second] = [stem.slice(0, cut), stem.slice(cut)];
    if (!isKnownStem(second, known)) continue;
    const bare = first.replace(/(?<=.{3})[оеи]$/, '');
    const head = [bare, first].find((one) => isKnownStem(one, known));
    if (head) return [head, second];
    if (COMBINING.test(first)) return [second];
  }
  return [];
}

export function isKnownStem(stem: string, known: readonly string[]): boolean {
  return known[firstFrom(known, stem)] === stem;
}

/** Whether any known stem begins so. */
export function begins(beginning: string, known: readonly string[]): boolean {
  return known[firstFrom(known, beginning)]?.startsWith(beginning) ?? false;
}

function firstFrom(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
