const CYRILLIC = 'авекмнорстухіјѕԁ';
const LATIN = 'abekmhopctyxijsd';

const TO_LATIN = pair(CYRILLIC, LATIN);
const TO_CYRILLIC = pair(LATIN, CYRILLIC);

const RUN = /[\p{L}\p{N}]+/gu;
const HAS_CYRILLIC = /\p{sc=Cyrillic}/u;
const HAS_LATIN = /\p{sc=Latin}/u;
const HAS_DIGIT = /\p{N}/u;

/**
 * Brings letters that only look alike to one alphabet, within a run of letters and digits that mixes Latin and
 * Cyrillic ("пoрт" with a Latin o), and in short marks made of digits and look-alikes ("1С" and "1C" are one name).
 * Expects lower case; pairs are those whose capitals look alike, because case is gone by now. Keeps the length.
 */
export function foldHomoglyphs(text: string): string {
  if (!HAS_CYRILLIC.test(text)) return text;
  return text.replace(RUN, foldRun);
}

function foldRun(run: string): string {
  if (!HAS_CYRILLIC.test(run)) return run;
  const mixed = HAS_LATIN.test(run);
  if (!mixed && !HAS_DIGIT.test(run)) return run;
  const ownCyrillic = hasOwn(run, HAS_CYRILLIC, TO_LATIN);
  if (!ownCyrillic) return replaceBy(run, TO_LATIN);
  const ownLatin = mixed && hasOwn(run, HAS_LATIN, TO_CYRILLIC);
  // Letters that exist in one alphabet only, on both sides: it is two words grown together, not a disguise.
  return mixed && !ownLatin ? replaceBy(run, TO_CYRILLIC) : run;
}

/**
 * What the beginning of a folded text can become in {@link foldHomoglyphs} once its last word goes on: itself first, then
 * the same in the other alphabet when each letter has a look-alike there («мтс» is the beginning of "mtc24").
 */
export function foldedBeginnings(folded: string): string[] {
  const last = folded.match(/[\p{L}\p{N}]+$/u)?.[0] ?? '';
  const before = folded.slice(0, folded.length - last.length);
  const others = [
    ...(HAS_CYRILLIC.test(last) && !hasOwn(last, HAS_CYRILLIC, TO_LATIN) ? [replaceBy(last, TO_LATIN)] : []),
    ...(HAS_LATIN.test(last) && !hasOwn(last, HAS_LATIN, TO_CYRILLIC) ? [replaceBy(last, TO_CYRILLIC)] : []),
  ];
  return [folded, ...others.map((other) => before + other)];
}

function hasOwn(run: string, script: RegExp, lookAlikes: Map<string, string>): boolean {
  for (const letter of run) if (script.test(letter) && !lookAlikes.has(letter)) return true;
  return false;
}

function replaceBy(run: string, pairs: Map<string, string>): string {
  let result = '';
  for (const letter of run) result += pairs.get(letter) ?? letter;
  return result;
}

function pair(from: string, to: string): Map<string, string> {
  return new Map([...from].map((letter, at) => [letter, to[at]]));
}
