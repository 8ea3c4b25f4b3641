import { featureNumber } from '../feature-number';
import type { Language, OwnTokens } from './own-tokens';
import { loanRows } from './loan-rows';
import { encodeRows, type Row } from './pivot-rows';
import { soundRows } from './sound-rows';
import { add, compose, normalised, strongest, type Table } from './tables';
import type { Direction, Sources } from './sources';

/** The rows of one word: enough for its senses, few enough to keep chance meetings rare. */
const MOST_TRANSLATIONS = 8;
const LEAST_PROBABILITY = 0.03;
const MOST_TOKENS = 4;
const SOURCE_WEIGHTS: Record<string, number> = { wikt: 2, omw: 1, cedict: 1 };
const TABLE_SHARE = 0.35;

/**
 * For each word of zh and ru the English stems it may mean, from the dictionaries and the table together; and for each sound
 * the English stems that have it.
 */
export function pivotsFile(sources: Sources, own: OwnTokens): { file: Buffer; count: number; stems: string[] } {
  const rows = new Map<number, Row>();
  const [russian, english] = [new Set<string>(), new Set<string>()];
  for (const language of ['zh', 'ru'] as const) {
    for (const [phrase, translations] of pivotsOf(language, sources, own)) {
      const targets = englishStems(translations);
      if (targets.length === 0) continue;
      for (const [stem] of targets) english.add(stem);
      rows.set(
        featureNumber(`${language[0]}:${phrase}`),
        targets.map(([stem, probability]): Row[number] => [featureNumber(`p:${stem}`), Math.min(1, probability)]),
      );
      if (language === 'ru' && /^[а-я]{3,}$/.test(phrase)) russian.add(phrase);
    }
  }
  for (const [sound, targets] of soundRows(english)) rows.set(sound, targets);
  for (const [consonants, targets] of loanRows(sources, own)) rows.set(consonants, targets);
  return { file: encodeRows(rows), count: rows.size, stems: [...russian].sort() };
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
  return mixed(withHeads(confirmed), table(`${language}>en`, sources, own));
}

/** A word that stands in phrases only («тутовый шелкопряд») means what they mean, unsurely. */
function withHeads(table: Table): Table {
  const heads: Table = new Map();
  for (const [phrase, row] of table) {
    const words = phrase.split(' ');
    if (words.length !== 2) continue;
    for (const word of words) {
      if (table.has(word) || word.length < 3) continue;
      for (const [to, share] of row) add(heads, word, to, share / 2);
    }
  }
  return new Map([...table, ...[...heads].map(([word, row]) => [word, halved(normalised(row))] as const)]);
}

function halved(row: Map<string, number>): Map<string, number> {
  return new Map([...row].map(([to, share]) => [to, share / 2]));
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

export function dictionary(from: Language, to: Language, sources: Sources, own: OwnTokens): Table {
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
function englishStems(translations: Map<string, number>): [stem: string, probability: number][] {
  const stems = new Map<string, number>();
  for (const [phrase, probability] of strongest(translations, MOST_TRANSLATIONS)) {
    const tokens = phrase.split(' ').filter((token) => /^[a-z][a-z0-9+#.-]*$/.test(token));
    for (const token of tokens) stems.set(token, (stems.get(token) ?? 0) + probability / Math.sqrt(tokens.length));
  }
  return strongest(stems, MOST_TRANSLATIONS).filter(([, probability]) => probability >= LEAST_PROBABILITY);
}
