import { DATA_LAYOUT } from '../bridge-data';
import { featureNumber } from '../feature-number';
import { VECTOR_LENGTH } from '../features';
import type { OwnTokens } from './own-tokens';
import type { Sources } from './sources';

/**
 * The embedding with its features by number. A feature's first letter says its kind: z Chinese word, c character, r Russian
 * stem and p its beginnings, e English stem and q its beginning. Where two plain stems became one, the more frequent stays.
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
  keys.forEach((key, at) => {
    const row = rows.get(key) as number;
    file.writeUInt32LE(key, 12 + 4 * at);
    file.writeFloatLE(sources.scales[row], 12 + 4 * (keys.length + at));
    const from = row * VECTOR_LENGTH;
    Buffer.from(sources.rows.buffer, from, VECTOR_LENGTH).copy(file, 12 + 8 * keys.length + VECTOR_LENGTH * at);
  });
  return { file, count: keys.length };
}
