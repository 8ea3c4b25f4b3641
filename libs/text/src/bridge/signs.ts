import type { ChineseSegmenter } from '../chinese';
import type { BridgeData } from './bridge-data';
import { featureNumber } from './feature-number';
import { generalWeight, tellingWeight } from './general-words';
import { KIND_WEIGHTS } from './kinds';
import { nameSigns } from './name-signs';
import { pivotSigns } from './pivot-signs';
import { isKnownStem } from './russian-back-off';
import type { FoundTerm } from './term-index';
import { saidByTerm } from './term-stems';
import type { Sign, SignKind } from './sign';
import { soundOf } from './transliteration';
import type { Unit } from './units';

export type { Sign, SignKind };

/** Everything that a text says in the common space, place by place: terms, own words, what they translate to, sounds. */
export function signsOf(
  units: readonly Unit[],
  terms: readonly FoundTerm[],
  data: BridgeData,
  chinese: ChineseSegmenter,
): Sign[] {
  const found: Sign[] = [];
  const telling = tellingPlaces(units);
  for (const term of terms) termSigns(term, telling, found);
  for (const unit of units) ownSigns(unit, data, found);
  looseSigns(units, found);
  nameSigns(units, data, found);
  return found.concat(pivotSigns(units, data, chinese));
}

/** For each place where a word begins, how telling that word is. */
function tellingPlaces(units: readonly Unit[]): Map<number, number> {
  return new Map(units.map((unit) => [unit.start, unit.isStopWord ? 0 : tellingWeight(unit)]));
}

function termSigns({ term, start, end, isNested, share }: FoundTerm, places: Map<number, number>, found: Sign[]): void {
  let telling = 0;
  for (let at = start; at < end && telling < 1; at++) telling = Math.max(telling, places.get(at) ?? 0);
  const weight = telling * share * (isNested ? KIND_WEIGHTS.nestedTerm : KIND_WEIGHTS.term);
  if (weight === 0) return;
  const { own, stems, concepts } = saidByTerm(term);
  found.push({ feature: own, weight, kind: 'term', start, end });
  for (const { feature, height } of stems) {
    const said = KIND_WEIGHTS.termPivot * (weight / KIND_WEIGHTS.term) * height * generalWeight(feature);
    found.push({ feature, weight: said, kind: 'translation', start, end });
  }
  const part = weight / share / KIND_WEIGHTS.term;
  concepts.forEach((feature, at) => {
    const own = at === concepts.length - 1 ? KIND_WEIGHTS.concept : KIND_WEIGHTS.parentConcept;
    found.push({ feature, weight: own * part, kind: 'other', start, end });
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

/** Two characters side by side that the segmenter did not join are a word that it does not know. */
function looseSigns(units: readonly Unit[], found: Sign[]): void {
  const isLoose = (unit: Unit) => unit.kind === 'z' && [...unit.token].length === 1 && !unit.isStopWord;
  for (let at = 1; at < units.length; at++) {
    const [one, two] = [units[at - 1], units[at]];
    if (!isLoose(one) || !isLoose(two) || one.end !== two.start) continue;
    const weight = KIND_WEIGHTS.own * Math.min(tellingWeight(one), tellingWeight(two));
    found.push({
      feature: featureNumber(`z:${one.token}${two.token}`),
      weight,
      kind: 'word',
      start: one.start,
      end: two.end,
    });
  }
}
