import { DATA_LAYOUT } from '../bridge-data';

/** Targets of one word, with probabilities. */
export type Row = [target: number, probability: number][];

/** Rows by the number of their word, as `readPivots` reads them: keys, where each row starts, targets, weights. */
export function encodeRows(rows: ReadonlyMap<number, Row>): Buffer {
  const keys = [...rows.keys()].sort((a, b) => a - b);
  const entries = keys.flatMap((key) => rows.get(key) as Row);
  const file = Buffer.alloc(12 + 4 * keys.length + 4 * (keys.length + 1) + 5 * entries.length);
  let at = 0;
  const put = (value: number) => (at = file.writeUInt32LE(value, at));
  [DATA_LAYOUT, keys.length, entries.length].forEach(put);
  keys.forEach(put);
  let start = 0;
  for (const key of keys) {
    put(start);
    start += (rows.get(key) as Row).length;
  }
  put(start);
  entries.forEach(([target]) => put(target));
  entries.forEach(([, probability]) => {
    at = file.writeUInt8(Math.min(255, Math.max(1, Math.round(255 * Math.sqrt(probability)))), at);
  });
  return file;
}
