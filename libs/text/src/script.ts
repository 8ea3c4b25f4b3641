export type Script =
  | 'han'
  | 'kana'
  | 'hangul'
  | 'cyrillic'
  | 'latin'
  | 'arabic'
  | 'devanagari'
  | 'armenian'
  | 'georgian'
  | 'greek'
  | 'hebrew'
  | 'thai'
  | 'lao'
  | 'khmer'
  | 'myanmar'
  | 'sinhala'
  | 'tamil'
  | 'bengali'
  | 'thaana'
  | 'tibetan'
  | 'mongolian'
  | 'other'
  | 'none';

const SAMPLE_LENGTH = 4_000;

const SCRIPTS: [Script, RegExp][] = (
  [
    'Latin',
    'Han',
    'Cyrillic',
    'Arabic',
    'Devanagari',
    'Hangul',
    'Armenian',
    'Georgian',
    'Greek',
    'Hebrew',
    'Thai',
    'Lao',
    'Khmer',
    'Myanmar',
    'Sinhala',
    'Tamil',
    'Bengali',
    'Thaana',
    'Tibetan',
    'Mongolian',
  ] as const
).map((name) => [name.toLowerCase() as Script, new RegExp(`\\p{sc=${name}}`, 'u')]);
const KANA = /[\p{sc=Hiragana}\p{sc=Katakana}]/u;
const LETTER = /\p{L}/u;

/** The script most letters of the text are in (its first 4,000 units are read); `none` without a letter. */
export function detectScript(text: string): Script {
  const counts = new Map<Script, number>();
  for (const character of text.slice(0, SAMPLE_LENGTH)) {
    const script = scriptOf(character);
    if (script !== 'none') counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  // Japanese mixes Han with kana, Chinese never does.
  if ((counts.get('kana') ?? 0) * 10 > (counts.get('han') ?? 0)) mergeHanIntoKana(counts);
  let best: Script = 'none';
  for (const [script, count] of counts) if (count > (counts.get(best) ?? 0)) best = script;
  return best;
}

function scriptOf(character: string): Script {
  if (!LETTER.test(character)) return 'none';
  if (KANA.test(character)) return 'kana';
  return SCRIPTS.find(([, pattern]) => pattern.test(character))?.[0] ?? 'other';
}

function mergeHanIntoKana(counts: Map<Script, number>): void {
  counts.set('kana', (counts.get('kana') ?? 0) + (counts.get('han') ?? 0));
  counts.delete('han');
}
