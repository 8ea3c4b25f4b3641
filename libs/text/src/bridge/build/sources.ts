import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Two words or phrases (tokens joined by a space) that translate each other, with how often which source says so. */
export type Pair = [string, string, Record<string, number>];
export type Direction = 'ru>zh' | 'zh>ru' | 'en>zh' | 'zh>en' | 'ru>en' | 'en>ru';

export interface Sources {
  dictionary: Record<'en-zh' | 'en-ru' | 'ru-zh', Pair[]>;
  /** Translation probabilities of single words. */
  table: Record<Direction, Record<string, Record<string, number>>>;
  /** Russian words as written, for finding out how our stemmer differs from the one used for the dictionary. */
  russianWords: string[];
  /** The features of the embedding in the order of its rows, the most frequent ones first. */
  vocabulary: string[];
  rows: Int8Array;
  scales: Float32Array;
}

export function readSources(folder: string): Sources {
  const file = (name: string) => readFileSync(join(folder, name));
  const json = (name: string) => JSON.parse(unpacked(name, file(name)).toString('utf8')) as unknown;
  const scales = file('emb_scale.f32');
  return {
    dictionary: json('dict_stemmed.json.gz') as Sources['dictionary'],
    table: json('ibm1_top5.json.gz') as Sources['table'],
    russianWords: russianWords(json('senses_zh_ru_en.json')),
    vocabulary: json('vocab.json') as string[],
    rows: new Int8Array(file('emb_100k_128.i8')),
    scales: new Float32Array(scales.buffer.slice(scales.byteOffset, scales.byteOffset + scales.byteLength)),
  };
}

function unpacked(name: string, content: Buffer): Buffer {
  return name.endsWith('.gz') ? gunzipSync(content) : content;
}

function russianWords(senses: unknown): string[] {
  const rows = senses as [head: string, pos: string, gloss: string, zh: string[], ru: string[]][];
  return rows
    .flatMap((row) => row[4])
    .flatMap((phrase) =>
      phrase
        .toLowerCase()
        .split(/[^а-яё]+/)
        .filter(Boolean),
    );
}
