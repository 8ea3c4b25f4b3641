import { featureNumber } from '../feature-number';
import type { OwnTokens } from './own-tokens';
import { encodeRows, type Row } from './pivot-rows';
import { dictionary } from './pivots-file';
import type { Sources } from './sources';
import { add, compose, strongest, type Table } from './tables';

const MOST_RELATED = 5;
const LEAST_SHARE = 0.03;
const STEM = /^[a-z]+$/;

/**
 * For each English stem others that the same words of zh and ru translate to ("aid" beside "help"): two dictionaries seldom
 * choose the same English word for one thing.
 */
export function relatedFile(sources: Sources, own: OwnTokens): { file: Buffer; count: number } {
  const shares: Table = new Map();
  for (const language of ['zh', 'ru'] as const) {
    const there = dictionary('en', language, sources, own);
    const back = dictionary(language, 'en', sources, own);
    for (const [from, row] of compose(there, back)) {
      if (!STEM.test(from)) continue;
      for (const [to, share] of row) if (to !== from && STEM.test(to)) add(shares, from, to, share / 2);
    }
  }
  const rows = new Map<number, Row>();
  for (const [from, row] of shares) {
    const kept = strongest(row, MOST_RELATED).filter(([, share]) => share >= LEAST_SHARE);
    if (kept.length === 0) continue;
    rows.set(
      featureNumber(`p:${from}`),
      kept.map(([to, share]): Row[number] => [featureNumber(`p:${to}`), share]),
    );
  }
  return { file: encodeRows(rows), count: rows.size };
}
