import { pivotRow, type BridgeData } from './bridge-data';
import { chineseNameSigns } from './chinese-names';
import { featureNumber, findNumber } from './feature-number';
import { tellingWeight } from './general-words';
import { KIND_WEIGHTS } from './kinds';
import { type Beat, beatsOfHan, beatsOfWord, isSpelt } from './name-sounds';
import { isKnownStem } from './russian-back-off';
import { MOST_NAME_SIGNS } from './bounds';
import { clip, MAX_TOKEN_LENGTH } from '../limits';
import { stem } from '../stems';
import type { Sign } from './sign';
import type { Unit } from './units';

const MOST_CHARACTERS = 16;
const MOST_BEATS = 16;

/** What names sound like, so that one written in Russian or English finds the same in Chinese, which no dictionary has. */
export function nameSigns(units: readonly Unit[], data: BridgeData, found: Sign[]): void {
  const judged = new Map<string, boolean>();
  const names = units.map((unit) => {
    const known = judged.get(unit.token) ?? isNameLike(unit, data);
    judged.set(unit.token, known);
    return known;
  });
  const most = found.length + MOST_NAME_SIGNS;
  for (let at = 0; at < units.length && found.length < most; at++) {
    const first = at;
    while (at < units.length && names[at] && (at === first || continues(units[at - 1], units[at]))) at++;
    if (at === first) continue;
    const run = units.slice(first, at--);
    put(beatsOf(run, data), run, found);
  }
  chineseNameSigns(units, names, data, found);
}

function isNameLike(unit: Unit, data: BridgeData): boolean {
  const { kind, token } = unit;
  if (unit.isStopWord || tellingWeight(unit) < 1) return false;
  if (kind === 'r') return !isKnownStem(token, data.russianStems);
  if (kind === 'e') return findNumber(data.englishStems, featureNumber(`p:${token}`)) < 0;
  if (kind !== 'z') return false;
  const characters = [...token];
  if (characters.length === 1 || isSpelt(token)) return true;
  return pivotRow(data.pivots, 'z', token) < 0 || isTranslatedByReading(characters, data);
}

/** A Chinese name has nothing but its own sound for a translation: 敦煌 is "Dunhuang". */
function isTranslatedByReading(characters: readonly string[], { pivots, readings }: BridgeData): boolean {
  const syllables = characters.map((one) => readings.get(one) ?? '');
  const row = pivotRow(pivots, 'z', characters.join(''));
  const targets = pivots.targets.subarray(pivots.starts[row], pivots.starts[row + 1]);
  return [syllables.join(''), syllables[0]].some((name) => targets.includes(featureNumber(`p:${stem(name)}`)));
}

/** Chinese has no spaces, and a Russian or English name of two words is one in Chinese. */
function continues(before: Unit, after: Unit): boolean {
  if (before.kind !== after.kind || after.kind === 'e') return false;
  return after.start - before.end === (after.kind === 'z' ? 0 : 1);
}

function beatsOf(run: readonly Unit[], { readings }: BridgeData): Beat[] {
  if (run[0].kind !== 'z') return beatsOfWords(run);
  const characters = run
    .slice(0, MOST_CHARACTERS)
    .map(({ token }) => token)
    .join('');
  return beatsOfHan(characters.slice(0, MOST_CHARACTERS), (one) => readings.get(one) ?? '');
}

/** The first ones: words that no dictionary knows can follow each other for pages. */
function beatsOfWords(run: readonly Unit[]): Beat[] {
  const beats: Beat[] = [];
  for (const { written } of run) {
    if (beats.length >= MOST_BEATS) break;
    beats.push(...beatsOfWord(clip(written, MAX_TOKEN_LENGTH)));
  }
  return beats.slice(0, MOST_BEATS);
}

function put(beats: readonly Beat[], run: readonly Unit[], found: Sign[]): void {
  if (beats.length < 2) return;
  const [start, end] = [run[0].start, run[run.length - 1].end];
  const add = (name: string, weight: number) =>
    found.push({ feature: featureNumber(`m:${name}`), weight, kind: 'other', start, end });
  for (let at = 1; at < beats.length; at++) {
    add(beats[at - 1] + beats[at], KIND_WEIGHTS.twoBeats);
    if (at > 1) add(beats[at - 2] + beats[at - 1] + beats[at], KIND_WEIGHTS.threeBeats);
    // Where a name ends does not show in Chinese, and its last vowel changes with the case in Russian.
    const last = run[0].kind === 'z' || at === beats.length - 1;
    if (last && beats[at].length > 1) add(beats[at - 1] + beats[at][0], KIND_WEIGHTS.twoBeats);
  }
}
