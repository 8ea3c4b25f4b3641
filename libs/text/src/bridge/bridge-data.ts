import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VECTOR_LENGTH } from './features';
import { featureNumber, findNumber } from './feature-number';
import { Syllables } from './pinyin';

const FOLDER = join(__dirname, '..', '..', 'data', 'bridge');

/** The layout of the files; a reader refuses another one. */
export const DATA_LAYOUT = 1;

/** Words of zh and ru (also sounds, `s:`, and consonants, `x:`) with the English stems they translate to. `weights` are square roots of probabilities, times 255. */
export interface Pivots {
  keys: Uint32Array;
  starts: Uint32Array;
  targets: Uint32Array;
  weights: Uint8Array;
}

/** A row of 128 numbers per feature, times the feature's scale. */
export interface Embedding {
  keys: Uint32Array;
  scales: Float32Array;
  rows: Int8Array;
}

export interface BridgeData {
  pivots: Pivots;
  /** English stems (`p:`) with others that mean much the same. */
  related: Pivots;
  embedding: Embedding;
  /** The Russian stems the dictionary knows, sorted by UTF-16 units. */
  russianStems: string[];
  /** The numbers of all English stems that something translates to, ascending. */
  englishStems: Uint32Array;
  /** How Chinese characters are read, in pinyin without tones. */
  readings: Map<string, string>;
  syllables: Syllables;
}

let loaded: BridgeData | undefined;

/** The data files, read at the first call and kept for the process (about 20 MB, outside the JavaScript heap). */
export function bridgeData(): BridgeData {
  loaded ??= load();
  return loaded;
}

function load(): BridgeData {
  const pivots = readPivots(readFileSync(join(FOLDER, 'pivots.bin')));
  const readings = readReadings(readFileSync(join(FOLDER, 'readings.txt'), 'utf8'));
  return {
    pivots,
    related: readPivots(readFileSync(join(FOLDER, 'related.bin'))),
    englishStems: pivots.targets.slice().sort(),
    embedding: readEmbedding(readFileSync(join(FOLDER, 'embedding.bin'))),
    russianStems: readFileSync(join(FOLDER, 'russian-stems.txt'), 'utf8').trim().split('\n'),
    readings,
    syllables: new Syllables(readings.values()),
  };
}

/** The number of the row in `pivots` for one word, a phrase of source tokens joined by a space, a sound or consonants; or -1. */
export function pivotRow(pivots: Pivots, script: 'z' | 'r' | 's' | 'x', phrase: string): number {
  return findNumber(pivots.keys, featureNumber(`${script}:${phrase}`));
}

function readReadings(file: string): Map<string, string> {
  const lines = file
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  return new Map(lines.flatMap(([syllable, characters]) => [...characters].map((one) => [one, syllable] as const)));
}

function readPivots(file: Buffer): Pivots {
  const [count, entries] = readHeader(file, 'pivots.bin');
  const cut = reader(file);
  return {
    keys: new Uint32Array(cut(4 * count)),
    starts: new Uint32Array(cut(4 * (count + 1))),
    targets: new Uint32Array(cut(4 * entries)),
    weights: new Uint8Array(cut(entries)),
  };
}

function readEmbedding(file: Buffer): Embedding {
  const [count, width] = readHeader(file, 'embedding.bin');
  if (width !== VECTOR_LENGTH) throw new Error(`embedding.bin holds rows of ${width} numbers, not ${VECTOR_LENGTH}`);
  const cut = reader(file);
  return {
    keys: new Uint32Array(cut(4 * count)),
    scales: new Float32Array(cut(4 * count)),
    rows: new Int8Array(cut(count * width)),
  };
}

const HEADER_BYTES = 12;

function readHeader(file: Buffer, name: string): [number, number] {
  const layout = file.readUInt32LE(0);
  if (layout !== DATA_LAYOUT) throw new Error(`${name} has layout ${layout}, this program reads ${DATA_LAYOUT}`);
  return [file.readUInt32LE(4), file.readUInt32LE(8)];
}

/** Copies one part after the other: a typed array must begin at a multiple of its own width, a file's part need not. */
function reader(file: Buffer): (bytes: number) => ArrayBuffer {
  let at = HEADER_BYTES;
  return (bytes) => {
    const part = new Uint8Array(bytes);
    part.set(file.subarray(at, at + bytes));
    at += bytes;
    return part.buffer;
  };
}
