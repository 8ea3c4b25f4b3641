import type { ChineseSegmenter } from '../chinese';
import { borrowedRow } from './borrowed';
import { pivotRow, type BridgeData } from './bridge-data';
import { type EnglishWord, englishWord } from './english-words';
import { findNumber } from './feature-number';
import { generalWeight, tellingWeight } from './general-words';
import { KIND_WEIGHTS } from './kinds';
import { isSpelt } from './name-sounds';
import { compoundOf, relativesOf } from './russian-back-off';
import type { Sign } from './sign';
import { soundOf } from './transliteration';
import type { Unit } from './units';

const MOST_PHRASE = 4;
const OWN_WORD_OF_PHRASE = 0.5;
const BACK_OFF = 0.8;
const BY_SOUND = 0.7;
const WITHIN_WORD = 0.7;
/** What makes a Russian adjective of a loan word («прецизионный», precision). */
const LOAN_ENDING = /(?<=.{4})(?:ическ|ск|альн|енн|ов|н)$/;
/** A single Chinese character has too many senses to be sure of one. */
const ONE_CHARACTER = 0.6;

/** Synonyms of an unlikely translation, and unlikely synonyms, would be noise. */
const SURE_ENOUGH = 0.45;
const LEAST_RELATED = 0.05;

/** What the words of zh and ru mean in English, and the English words themselves: the stems in which all three meet. */
export function pivotSigns(units: readonly Unit[], data: BridgeData, chinese: ChineseSegmenter): Sign[] {
  return new PivotSigns(data, chinese).of(units);
}

class PivotSigns {
  private readonly found: Sign[] = [];
  /** Stems whose relatives were told already, with the weight they were told at: repetition would add little but cost. */
  private readonly told = new Map<number, number>();

  private readonly englishWords = new Map<string, EnglishWord>();

  constructor(
    private readonly data: BridgeData,
    private readonly chinese: ChineseSegmenter,
  ) {}

  of(units: readonly Unit[]): Sign[] {
    const words = units.filter(({ kind }) => kind !== 'n' && kind !== 'd');
    for (let at = 0; at < words.length; at++) {
      const unit = words[at];
      if (unit.kind === 'e') {
        this.english(unit);
        continue;
      }
      if (unit.kind === 'o') {
        this.translated(borrowedRow(unit.written, this.data), BY_SOUND, unit);
        continue;
      }
      const length = longestPhrase(words, at, this.data);
      if (length > 1) {
        const phrase = words.slice(at, at + length);
        const row = this.row(unit, phrase.map(({ token }) => token).join(' '));
        this.translated(row, Math.sqrt(length), phrase[0], phrase[length - 1]);
      }
      for (let inner = at; inner < at + length; inner++) {
        this.singleWord(words[inner], length > 1 ? OWN_WORD_OF_PHRASE : 1);
      }
      at += length - 1;
    }
    return this.found;
  }

  private english(unit: Unit): void {
    if (unit.isStopWord || unit.token.length < 2) return;
    const known = this.englishWords.get(unit.written) ?? englishWord(unit, this.data);
    this.englishWords.set(unit.written, known);
    const weight = KIND_WEIGHTS.pivot * tellingWeight(unit);
    for (const [feature, share] of known.stems) this.put(feature, weight * share, unit, unit);
    this.translated(known.borrowed, weight * BY_SOUND, unit);
  }

  private singleWord(unit: Unit, weight: number): void {
    if (unit.isStopWord) return;
    const telling = weight * tellingWeight(unit);
    const row = this.row(unit, unit.token);
    const sure = unit.kind === 'z' && unit.token.length === 1 ? ONE_CHARACTER : 1;
    if (row >= 0) this.translated(row, telling * sure, unit);
    else if (unit.kind === 'z') this.wordsWithin(unit, telling * WITHIN_WORD);
    else this.unknownRussian(unit, telling);
  }

  private wordsWithin(unit: Unit, weight: number): void {
    // What is spelt like a foreign name has no words within: 泰戈尔 (Tagore) is no Gore (戈尔).
    if (unit.token.length < 3 || isSpelt(unit.token)) return;
    const inner = this.chinese.wordsWithin(unit.token);
    for (const word of inner) this.translated(this.row(unit, word), weight, unit);
  }

  /** A loan word or a name sounds like the English one; other words are derived from words that the dictionary has. */
  private unknownRussian(unit: Unit, weight: number): void {
    for (const word of new Set([unit.written, unit.token, unit.token.replace(LOAN_ENDING, '')])) {
      const sounding = pivotRow(this.data.pivots, 's', soundOf(word));
      if (sounding >= 0) return this.translated(sounding, weight * BY_SOUND, unit);
    }
    const relatives = relativesOf(unit.token, this.data.russianStems);
    for (const { stem, closeness } of relatives) {
      const share = (closeness * BACK_OFF) / Math.sqrt(relatives.length);
      this.translated(this.row(unit, stem), weight * share, unit);
    }
    if (relatives.length) return;
    const borrowed = borrowedRow(unit.written, this.data);
    if (borrowed >= 0) return this.translated(borrowed, weight * BY_SOUND, unit);
    for (const part of compoundOf(unit.token, this.data.russianStems)) {
      this.translated(this.row(unit, part), weight * WITHIN_WORD, unit);
    }
  }

  private row(unit: Unit, phrase: string): number {
    return pivotRow(this.data.pivots, unit.kind as 'z' | 'r', phrase);
  }

  private translated(row: number, weight: number, first: Unit, last = first): void {
    if (row < 0) return;
    const { starts, targets, weights } = this.data.pivots;
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const own = KIND_WEIGHTS.pivot * weight * generalWeight(targets[at]) * (weights[at] / 255);
      this.put(targets[at], own, first, last);
      if (own >= SURE_ENOUGH) this.related(targets[at], own, first, last);
    }
  }

  /** Dictionaries choose among synonyms; the others are meant as well. */
  private related(stem: number, weight: number, first: Unit, last: Unit): void {
    if (weight <= (this.told.get(stem) ?? 0)) return;
    this.told.set(stem, weight);
    const { keys, starts, targets, weights } = this.data.related;
    const row = findNumber(keys, stem);
    if (row < 0) return;
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const own = weight * KIND_WEIGHTS.related * (weights[at] / 255) * generalWeight(targets[at]);
      if (own >= LEAST_RELATED) this.put(targets[at], own, first, last);
    }
  }

  private put(feature: number, weight: number, first: Unit, last: Unit): void {
    this.found.push({ feature, weight, kind: 'translation', start: first.start, end: last.end });
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
