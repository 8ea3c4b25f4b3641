import { featureNumber } from '../feature-number';
import { soundOf } from '../transliteration';
import type { Row } from './pivot-rows';

/** Of stems that sound alike the shortest: inflected forms add nothing. */
const MOST_STEMS = 4;

/**
 * The English stems by how they sound: what an unknown Russian word is when it is a loan word or a name («Фишер», "Fischer"),
 * which the Chinese side of the dictionary knows.
 */
export function soundRows(stems: Iterable<string>): Map<number, Row> {
  const sounding = new Map<string, string[]>();
  for (const stem of [...stems].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    const sound = /^[a-z]+$/.test(stem) ? soundOf(stem) : '';
    if (!sound) continue;
    const alike = sounding.get(sound) ?? [];
    if (alike.length < MOST_STEMS) alike.push(stem);
    sounding.set(sound, alike);
  }
  return new Map(
    [...sounding].map(([sound, alike]) => [
      featureNumber(`s:${sound}`),
      alike.map((stem): Row[number] => [featureNumber(`p:${stem}`), 1 / alike.length]),
    ]),
  );
}
