import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { embeddingFile } from './embedding-file';
import { pivotsFile } from './pivots-file';
import { relatedFile } from './related-file';
import { readSources } from './sources';
import { ownTokens } from './own-tokens';

/**
 * Makes the data files of the bridge from the dictionaries, the translation table and the embedding in `from`.
 * The same input gives the same bytes.
 */
export function buildBridgeData(from: string, to: string): { pivots: number; stems: number; rows: number } {
  const sources = readSources(from);
  const own = ownTokens(sources);
  const { file, count, stems } = pivotsFile(sources, own);
  const embedding = embeddingFile(sources, own);
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, 'pivots.bin'), file);
  writeFileSync(join(to, 'russian-stems.txt'), stems.join('\n') + '\n');
  writeFileSync(join(to, 'related.bin'), relatedFile(sources, own).file);
  writeFileSync(join(to, 'embedding.bin'), embedding.file);
  return { pivots: count, stems: stems.length, rows: embedding.count };
}
