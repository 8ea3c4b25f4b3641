import type { BridgeData } from './bridge-data';
import { featureNumber } from './feature-number';
import { KIND_WEIGHTS } from './kinds';
import type { Sign } from './sign';
import type { Unit } from './units';

interface Spoken {
  readonly syllable: string;
  readonly unit: Unit;
}

/**
 * Chinese names by two of their syllables at a time, from characters, pinyin or Russian: people, towns and firms whose
 * sounds are too alike to be told by coarse ones. Where one word of a name is unknown, the known one beside it belongs to it.
 */
export function chineseNameSigns(
  units: readonly Unit[],
  names: readonly boolean[],
  data: BridgeData,
  found: Sign[],
): void {
  let run: Spoken[] = [];
  for (let at = 0; at < units.length; at++) {
    const unit = units[at];
    const isNear = names[at] || (unit.kind !== 'z' && (names[at - 1] || names[at + 1]));
    const spoken = isNear ? syllablesOf(unit, data) : [];
    if (run.length && !(spoken.length && follows(units[at - 1], unit))) {
      put(run, found);
      run = [];
    }
    for (const syllable of spoken) run.push({ syllable, unit });
  }
  put(run, found);
}

function syllablesOf({ kind, written, isStopWord }: Unit, { readings, syllables }: BridgeData): readonly string[] {
  if (isStopWord) return [];
  if (kind !== 'z') return kind === 'e' || kind === 'r' ? syllables.of(written) : [];
  const read = [...written].map((character) => readings.get(character)?.replace('v', 'u'));
  return read.every((one) => one !== undefined) ? read : [];
}

function follows(before: Unit, after: Unit): boolean {
  return before.kind === after.kind && after.start - before.end === (after.kind === 'z' ? 0 : 1);
}

function put(run: readonly Spoken[], found: Sign[]): void {
  for (let at = 1; at < run.length; at++) {
    const [one, two] = [run[at - 1], run[at]];
    found.push({
      feature: featureNumber(`y:${one.syllable} ${two.syllable}`),
      weight: KIND_WEIGHTS.twoSyllables,
      kind: 'translation',
      start: one.unit.start,
      end: two.unit.end,
    });
  }
}
