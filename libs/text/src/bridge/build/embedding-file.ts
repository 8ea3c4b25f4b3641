import { DATA_LAYOUT } from '../bridge-data';
import { featureNumber } from '../feature-number';
import { VECTOR_LENGTH } from '../features';
import { commonDirections, without } from './common-directions';
import type { OwnTokens } from './own-tokens';
import type { Sources } from './sources';

/** More than these cost as much as they bring. */
const COMMON_DIRECTIONS = 3;

/**
 * The embedding with its features by number. A feature's first letter says its kind: z Chinese word, c character, r Russian
 * stem and p its beginnings, e English stem and q its beginning. Where two plain stems became one, the more frequent stays. What all
 * texts have in common is taken out.
 */
export function embeddingFile(sources: Sources, own: OwnTokens): { file: Buffer; count: number } {
  const rows = new Map<number, number>();
  sources.vocabulary.forEach((feature, row) => {
    const [kind, word] = [feature[0], feature.slice(1)];
    const number = featureNumber(`v${kind}:${kind === 'r' ? own('ru', word) : word}`);
    if (!rows.has(number)) rows.set(number, row);
  });
  const keys = [...rows.keys()].sort((a, b) => a - b);
  const file = Buffer.alloc(12 + keys.length * (8 + VECTOR_LENGTH));
  [DATA_LAYOUT, keys.length, VECTOR_LENGTH].forEach((value, at) => file.writeUInt32LE(value, 4 * at));
  const common = commonDirections(sources.rows, sources.scales, COMMON_DIRECTIONS);
  keys.forEach((key, at) => {
    const row = rows.get(key) as number;
    const values = Float64Array.from(sources.rows.subarray(row * VECTOR_LENGTH, (row + 1) * VECTOR_LENGTH));
    const rest = without(common, values);
    const largest = rest.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    file.writeUInt32LE(key, 12 + 4 * at);
    file.writeFloatLE((sources.scales[row] * largest) / 127, 12 + 4 * (keys.length + at));
    const to = 12 + 8 * keys.length + VECTOR_LENGTH * at;
    rest.forEach((value, place) => file.writeInt8(Math.round((127 * value) / largest), to + place));
  });
  return { file, count: keys.length };
}
