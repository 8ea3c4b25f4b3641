import type { ChineseSegmenter } from '../chinese';
import { pivotRow, type BridgeData } from './bridge-data';
import { featureNumber } from './feature-number';
import { generalEnglish, tellingWeight } from './general-words';
import { KIND_WEIGHTS } from './kinds';
import { isKnownStem, relativesOf } from './russian-back-off';
import type { FoundTerm } from './term-index';
import { englishStemsOf } from './term-stems';
import { soundOf } from './transliteration';
import type { Unit } from './units';

export type SignKind = 'word' | 'term' | 'translation' | 'other';

/** One feature at one place of the text; offsets in the folded text. */
export interface Sign {
  feature: number;
  weight: number;
  kind: SignKind;
  start: number;
  end: number;
}

export interface Signs {
  units: readonly Unit[];
  found: Sign[];
}

const MOST_PHRASE = 4;
const OWN_WORD_OF_PHRASE = 0.5;
const BACK_OFF = 0.8;
const WITHIN_WORD = 0.7;

let general: Map<number, number> | undefined;

/** Everything that a text says in the common space, place by place: terms, own words, what they translate to, sounds. */
export function signsOf(
  units: readonly Unit[],
  terms: readonly FoundTerm[],
  data: BridgeData,
  chinese: ChineseSegmenter,
): Signs {
  const found: Sign[] = [];
  const telling = tellingPlaces(units);
  for (const term of terms) termSigns(term, telling, found);
  for (const unit of units) ownSigns(unit, data, found);
  pivotSigns(units, data, chinese, found);
  return { units, found };
}

/** For each place where a word begins, how telling that word is. */
function tellingPlaces(units: readonly Unit[]): Map<number, number> {
  return new Map(units.map((unit) => [unit.start, unit.isStopWord ? 0 : tellingWeight(unit)]));
}

function generalStems(): Map<number, number> {
  general ??= new Map(generalEnglish().map(([stem, weight]) => [featureNumber(`p:${stem}`), weight]));
  return general;
}

function termSigns({ term, start, end, isNested, share }: FoundTerm, places: Map<number, number>, found: Sign[]): void {
  let telling = 0;
  for (let at = start; at < end && telling < 1; at++) telling = Math.max(telling, places.get(at) ?? 0);
  const weight = telling * share * (isNested ? KIND_WEIGHTS.nestedTerm : KIND_WEIGHTS.term);
  if (weight === 0) return;
  found.push({ feature: featureNumber(`t:${term.id}`), weight, kind: 'term', start, end });
  for (const [stem, portion] of englishStemsOf(term)) {
    const general = generalStems().get(featureNumber(`p:${stem}`)) ?? 1;
    const height = KIND_WEIGHTS.termPivot * (weight / KIND_WEIGHTS.term) * Math.sqrt(portion) * general;
    found.push({ feature: featureNumber(`p:${stem}`), weight: height, kind: 'translation', start, end });
  }
  if (!term.concept) return;
  const path = term.concept.replace(/\.$/, '').split('.');
  const part = weight / share / KIND_WEIGHTS.term;
  path.forEach((_, at) => {
    const code = path.slice(0, at + 1).join('.');
    const own = at === path.length - 1 ? KIND_WEIGHTS.concept : KIND_WEIGHTS.parentConcept;
    found.push({ feature: featureNumber(`k:${code}`), weight: own * part, kind: 'other', start, end });
  });
}

function ownSigns(unit: Unit, data: BridgeData, found: Sign[]): void {
  if (unit.isStopWord) return;
  const { start, end, kind, token } = unit;
  const telling = tellingWeight(unit);
  const put = (name: string, weight: number, as: SignKind = 'word') =>
    found.push({ feature: featureNumber(name), weight: weight * telling, kind: as, start, end });
  if (kind === 'n') return void put(`n:${token}`, KIND_WEIGHTS.name);
  if (kind === 'd') return void put(`d:${token}`, KIND_WEIGHTS.number);
  const characters = [...token];
  if (kind === 'z') {
    put(`z:${token}`, characters.length > 1 ? KIND_WEIGHTS.own : KIND_WEIGHTS.own * 0.3);
    if (characters.length > 2) {
      for (let at = 0; at < characters.length - 1; at++) {
        put(`z:${characters[at]}${characters[at + 1]}`, (2 * KIND_WEIGHTS.part) / characters.length, 'other');
      }
    }
    return;
  }
  if (characters.length < 2) return;
  put(`${kind}:${token}`, kind === 'o' ? KIND_WEIGHTS.name : KIND_WEIGHTS.own);
  const isUnknown = kind !== 'r' || !isKnownStem(token, data.russianStems);
  const sound = soundOf(unit.written);
  if (sound) put(`s:${sound}`, isUnknown ? KIND_WEIGHTS.sound : KIND_WEIGHTS.sound / 2, 'translation');
}

function pivotSigns(units: readonly Unit[], data: BridgeData, chinese: ChineseSegmenter, found: Sign[]): void {
  const words = units.filter((unit) => unit.kind === 'z' || unit.kind === 'r' || unit.kind === 'e');
  for (let at = 0; at < words.length; at++) {
    const unit = words[at];
    if (unit.kind === 'e') {
      if (!unit.isStopWord && unit.token.length > 1) {
        found.push(pivot(featureNumber(`p:${unit.token}`), KIND_WEIGHTS.pivot * tellingWeight(unit), unit, unit));
      }
      continue;
    }
    const length = longestPhrase(words, at, data);
    if (length > 1) {
      const phrase = words.slice(at, at + length);
      const row = pivotRow(data.pivots, unit.kind as 'z', phrase.map(({ token }) => token).join(' '));
      translated(row, Math.sqrt(length), phrase[0], phrase[length - 1], data, found);
    }
    for (let inner = at; inner < at + length; inner++) {
      singleWord(words[inner], length > 1 ? OWN_WORD_OF_PHRASE : 1, data, chinese, found);
    }
    at += length - 1;
  }
}

/** How many words from `at` on are the longest phrase that the dictionary knows; 1 when it knows none. */
export function longestPhrase(words: readonly Unit[], at: number, data: BridgeData): number {
  const { kind } = words[at];
  let key = words[at].token;
  let longest = 1;
  for (let next = at + 1; next < at + MOST_PHRASE && words[next]?.kind === kind; next++) {
    key += ` ${words[next].token}`;
    if (pivotRow(data.pivots, kind as 'z', key) >= 0) longest = next - at + 1;
  }
  return longest;
}

function singleWord(unit: Unit, weight: number, data: BridgeData, chinese: ChineseSegmenter, found: Sign[]): void {
  if (unit.isStopWord) return;
  const telling = weight * tellingWeight(unit);
  const script = unit.kind as 'z' | 'r';
  const row = pivotRow(data.pivots, script, unit.token);
  // A single Chinese character has too many senses to be sure of one.
  const sure = script === 'z' && unit.token.length === 1 ? 0.3 : 1;
  if (row >= 0) return translated(row, telling * sure, unit, unit, data, found);
  if (script === 'z') {
    const inner = unit.token.length > 2 ? chinese.wordsWithin(unit.token) : [];
    for (const word of inner) {
      translated(pivotRow(data.pivots, 'z', word), telling * WITHIN_WORD, unit, unit, data, found);
    }
    return;
  }
  const relatives = relativesOf(unit.token, data.russianStems);
  for (const { stem, closeness } of relatives) {
    const share = (closeness * BACK_OFF) / Math.sqrt(relatives.length);
    translated(pivotRow(data.pivots, 'r', stem), telling * share, unit, unit, data, found);
  }
}

function translated(row: number, weight: number, first: Unit, last: Unit, data: BridgeData, found: Sign[]): void {
  if (row < 0) return;
  const { starts, targets, weights } = data.pivots;
  for (let at = starts[row]; at < starts[row + 1]; at++) {
    const feature = targets[at];
    const telling = generalStems().get(feature) ?? 1;
    found.push(pivot(feature, KIND_WEIGHTS.pivot * weight * telling * (weights[at] / 255), first, last));
  }
}

function pivot(feature: number, weight: number, first: Unit, last: Unit): Sign {
  return { feature, weight, kind: 'translation', start: first.start, end: last.end };
}
