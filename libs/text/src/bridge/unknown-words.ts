import type { ChineseSegmenter } from '../chinese';
import { type BridgeData, type Pivots, pivotRow } from './bridge-data';
import { featureNumber } from './feature-number';
import { tellingWeight } from './general-words';
import { longestPhrase } from './pivot-signs';
import { isKnownStem, relativesOf } from './russian-back-off';
import type { Reading } from './reading';
import type { FoundTerm } from './term-index';
import type { Unit } from './units';

/** A word or a phrase of two words that no dictionary leads anywhere from. */
export interface UnknownWord {
  /** The one by which a form of the lexicon is compared, see `formKey`. */
  readonly key: string;
  /** By its letters; `other` for all alphabets without a dictionary. */
  readonly language: 'zh' | 'ru' | 'en' | 'other';
  /** As the text has it, where it comes first. */
  readonly text: string;
  /** Everywhere in the text it stands within a term of the lexicon, so that there is nothing to teach. */
  readonly isWithinTerm: boolean;
}

/** Of one text; the first ones are told. */
export const MOST_UNKNOWN_WORDS = 100;

const LEAST_LETTERS = 3;
const LONGEST_WORD = 64;
/** Marks and invisible characters, of which folding leaves nothing, can make a word as long as its text. */
const LONGEST_WRITTEN = 200;
const LANGUAGE = { z: 'zh', r: 'ru', e: 'en', o: 'other' } as const;

interface Place {
  readonly key: string;
  readonly language: UnknownWord['language'];
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a text that the dictionary does not know, in their order: words of any alphabet, names with a joint, pairs of
 * Chinese characters that belong to no word, and two unknown words in a row. Common words and numbers are none.
 */
export function unknownWordsOf(
  text: string,
  { reading, terms }: { reading: Reading; terms: readonly FoundTerm[] },
  data: BridgeData,
  chinese: ChineseSegmenter,
): UnknownWord[] {
  const inTerms = covered(terms);
  const found = new Map<string, UnknownWord>();
  for (const { key, language, start, end } of placesOf(reading, data, chinese)) {
    const isWithinTerm = inTerms(start, end);
    const known = found.get(`${language} ${key}`);
    if (!known && found.size === MOST_UNKNOWN_WORDS) continue;
    const place = known ? undefined : reading.placeOf(start, end);
    const first = known?.text ?? (place && text.slice(...place));
    if (first === undefined || first.length > LONGEST_WRITTEN) continue;
    if (!known || (known.isWithinTerm && !isWithinTerm))
      found.set(`${language} ${key}`, { key, language, text: first, isWithinTerm });
  }
  return [...found.values()];
}

function* placesOf({ units, folded }: Reading, data: BridgeData, chinese: ChineseSegmenter): Generator<Place> {
  const inPhrase = unitsOfPhrases(units, data);
  let before: Unit | undefined;
  let nameEnds = 0;
  for (const unit of units) {
    // The parts of a name with a joint come after it.
    if (unit.start < nameEnds) continue;
    if (unit.kind === 'n') nameEnds = unit.end;
    const isCandidate = isLoose(unit) ? !unit.isStopWord : !inPhrase.has(unit) && isUnknown(unit, data, chinese);
    if (!isCandidate) {
      before = undefined;
      continue;
    }
    if (!isLoose(unit)) yield { key: unit.token, language: languageOf(unit), start: unit.start, end: unit.end };
    if (before && isPair(before, unit, folded)) {
      const key = before.token + unit.token;
      yield { key, language: languageOf(unit), start: before.start, end: unit.end };
    }
    before = unit;
  }
}

/** Words of one language with at most a space or a hyphen between them; of two Chinese characters one must tell something. */
function isPair(one: Unit, two: Unit, folded: string): boolean {
  if (one.kind !== two.kind || isLoose(one) !== isLoose(two)) return false;
  const between = folded.slice(one.end, two.start);
  if (one.kind !== 'z') return between === ' ' || between === '-';
  return between === '' && (!isLoose(one) || isTelling(one) || isTelling(two));
}

/** A Chinese character that belongs to no word. */
function isLoose({ kind, written }: Unit): boolean {
  return kind === 'z' && written.length === 1;
}

function isUnknown(unit: Unit, data: BridgeData, chinese: ChineseSegmenter): boolean {
  const { kind, token, written } = unit;
  if (!isTelling(unit) || token.length > LONGEST_WORD) return false;
  if (kind === 'd') return false;
  if (kind === 'n') return /\p{L}/u.test(token);
  if (kind === 'z') return pivotRow(data.pivots, 'z', token) < 0 && !hasKnownPart(token, data, chinese);
  if (written.length < LEAST_LETTERS) return false;
  if (kind === 'e') return !isTarget(data.pivots, token);
  if (kind === 'o') return /^\p{L}/u.test(token);
  return (
    pivotRow(data.pivots, 'r', token) < 0 &&
    !isKnownStem(token, data.russianStems) &&
    !relativesOf(token, data.russianStems).length
  );
}

function isTelling(unit: Unit): boolean {
  return !unit.isStopWord && tellingWeight(unit) === 1;
}

function hasKnownPart(word: string, data: BridgeData, chinese: ChineseSegmenter): boolean {
  return word.length > 2 && chinese.wordsWithin(word).some((part) => pivotRow(data.pivots, 'z', part) >= 0);
}

function languageOf({ kind, token }: Unit): UnknownWord['language'] {
  if (kind === 'z' || kind === 'r' || kind === 'e') return LANGUAGE[kind];
  if (/^[^\p{L}]*[a-z][\x20-\x7e]*$/u.test(token)) return 'en';
  return 'other';
}

/** The words that the dictionary knows as part of a phrase. */
function unitsOfPhrases(units: readonly Unit[], data: BridgeData): Set<Unit> {
  const words = units.filter(({ kind }) => kind === 'z' || kind === 'r');
  const found = new Set<Unit>();
  words.forEach((_word, at) => {
    const length = longestPhrase(words, at, data);
    if (length > 1) for (const word of words.slice(at, at + length)) found.add(word);
  });
  return found;
}

let targets: { of: Pivots; numbers: Set<number> } | undefined;

/** Whether some Chinese or Russian word translates to an English stem. */
function isTarget(pivots: Pivots, stem: string): boolean {
  if (targets?.of !== pivots) targets = { of: pivots, numbers: new Set(pivots.targets) };
  return targets.numbers.has(featureNumber(`p:${stem}`));
}

/** Tells of any stretch whether one term, or several that overlap, cover it from end to end. */
function covered(terms: readonly FoundTerm[]): (start: number, end: number) => boolean {
  const inTerm: boolean[] = [];
  for (const { start, end } of terms) for (let at = start; at < end; at++) inTerm[at] = true;
  return (start, end) => {
    for (let at = start; at < end; at++) if (!inTerm[at]) return false;
    return true;
  };
}
