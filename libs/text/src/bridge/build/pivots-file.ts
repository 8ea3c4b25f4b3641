import { DATA_LAYOUT } from '../bridge-data';
import { featureNumber } from '../feature-number';
import type { Language, OwnTokens } from './own-tokens';
import { add, compose, normalised, strongest, type Table } from './tables';
import type { Direction, Sources } from './sources';

/** The rows of one word: enough for its senses, few enough to keep chance meetings rare. */
const MOST_TRANSLATIONS = 5;
const LEAST_PROBABILITY = 0.04;
const MOST_TOKENS = 4;
const SOURCE_WEIGHTS: Record<string, number> = { wikt: 2, omw: 1, cedict: 1 };
const TABLE_SHARE = 0.5;

/** For each word of zh and ru the English stems it may mean, from the dictionaries and the table together. */
export function pivotsFile(sources: Sources, own: OwnTokens): { file: Buffer; count: number; stems: string[] } {
  const rows = new Map<number, [number, number][]>();
  const stems = new Set<string>();
  for (const language of ['zh', 'ru'] as const) {
    for (const [phrase, translations] of pivotsOf(language, sources, own)) {
      const targets = englishStems(translations);
      if (targets.length === 0) continue;
      rows.set(featureNumber(`${language[0]}:${phrase}`), targets);
      if (language === 'ru' && /^[а-я]{3,}$/.test(phrase)) stems.add(phrase);
    }
  }
  return { file: encode(rows), count: rows.size, stems: [...stems].sort() };
}

function pivotsOf(language: 'zh' | 'ru', sources: Sources, own: OwnTokens): Table {
  const other = language === 'zh' ? 'ru' : 'zh';
  const across = language === 'zh' ? 'zh>ru' : 'ru>zh';
  const direct = dictionary(language, 'en', sources, own);
  // What two dictionaries and the long parallel text say by way of the third language confirms or fills a gap.
  const detour = compose(
    mixed(dictionary(language, other, sources, own), table(across, sources, own)),
    dictionary(other, 'en', sources, own),
  );
  const confirmed: Table = new Map();
  for (const phrase of new Set([...direct.keys(), ...detour.keys()])) {
    const straight = direct.get(phrase);
    const around = detour.get(phrase);
    const row = new Map(straight ?? around);
    if (straight && around)
      for (const [to, share] of around) if (row.has(to)) row.set(to, (row.get(to) ?? 0) + share / 2);
    confirmed.set(phrase, normalised(row));
  }
  return mixed(confirmed, table(`${language}>en`, sources, own));
}

/** Half from each where both know the word. */
function mixed(first: Table, second: Table): Table {
  const result: Table = new Map();
  for (const phrase of new Set([...first.keys(), ...second.keys()])) {
    const [one, two] = [first.get(phrase), second.get(phrase)];
    if (!one || !two) {
      result.set(phrase, (one ?? two) as Map<string, number>);
      continue;
    }
    const row = new Map<string, number>();
    for (const [to, share] of one) row.set(to, share * (1 - TABLE_SHARE));
    for (const [to, share] of two) row.set(to, (row.get(to) ?? 0) + share * TABLE_SHARE);
    result.set(phrase, row);
  }
  return result;
}

function dictionary(from: Language, to: Language, sources: Sources, own: OwnTokens): Table {
  const name = [from, to].sort((a, b) => 'en ru zh'.indexOf(a) - 'en ru zh'.indexOf(b)).join('-') as 'en-zh';
  const straight = name.startsWith(from);
  const counts: Table = new Map();
  for (const [first, second, votes] of sources.dictionary[name]) {
    const source = own(from, straight ? first : second);
    const target = own(to, straight ? second : first);
    if (!source || !target || source.split(' ').length > MOST_TOKENS) continue;
    let weight = 0;
    for (const [who, times] of Object.entries(votes)) weight += (SOURCE_WEIGHTS[who] ?? 1) * Math.min(times, 3);
    add(counts, source, target, weight);
  }
  return new Map([...counts].map(([phrase, row]) => [phrase, normalised(row)]));
}

function table(direction: Direction, sources: Sources, own: OwnTokens): Table {
  const [from, to] = direction.split('>') as [Language, Language];
  const counts: Table = new Map();
  for (const [word, row] of Object.entries(sources.table[direction])) {
    const source = own(from, word);
    for (const [translation, probability] of Object.entries(row)) {
      const target = own(to, translation);
      if (source && target) add(counts, source, target, probability);
    }
  }
  return new Map([...counts].map(([phrase, row]) => [phrase, normalised(row)]));
}

/** A translation of several words gives each of them its share, so that "machine learning" weighs as much as one word. */
function englishStems(translations: Map<string, number>): [number, number][] {
  const stems = new Map<string, number>();
  for (const [phrase, probability] of strongest(translations, MOST_TRANSLATIONS)) {
    const tokens = phrase.split(' ').filter((token) => /^[a-z][a-z0-9+#.-]*$/.test(token));
    for (const token of tokens) stems.set(token, (stems.get(token) ?? 0) + probability / Math.sqrt(tokens.length));
  }
  return [...strongest(stems, MOST_TRANSLATIONS)]
    .filter(([, probability]) => probability >= LEAST_PROBABILITY)
    .map(([token, probability]) => [featureNumber(`p:${token}`), Math.min(1, probability)]);
}

function encode(rows: Map<number, [number, number][]>): Buffer {
  const keys = [...rows.keys()].sort((a, b) => a - b);
  const entries = keys.flatMap((key) => rows.get(key) as [number, number][]);
  const file = Buffer.alloc(12 + 4 * keys.length + 4 * (keys.length + 1) + 5 * entries.length);
  let at = 0;
  const put = (value: number) => (at = file.writeUInt32LE(value, at));
  [DATA_LAYOUT, keys.length, entries.length].forEach(put);
  keys.forEach(put);
  let start = 0;
  for (const key of keys) {
    put(start);
    start += (rows.get(key) as unknown[]).length;
  }
  put(start);
  entries.forEach(([target]) => put(target));
  entries.forEach(
    ([, probability]) => (at = file.writeUInt8(Math.max(1, Math.round(255 * Math.sqrt(probability))), at)),
  );
  return file;
}
