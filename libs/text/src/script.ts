import { fold } from './fold';

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

/** Languages that a script settles by itself. */
const BY_SCRIPT: Partial<Record<Script, string>> = {
  han: 'zh',
  kana: 'ja',
  hangul: 'ko',
  armenian: 'hy',
  georgian: 'ka',
  greek: 'el',
  hebrew: 'he',
  thai: 'th',
  lao: 'lo',
  khmer: 'km',
  myanmar: 'my',
  sinhala: 'si',
  tamil: 'ta',
  bengali: 'bn',
  thaana: 'dv',
  tibetan: 'bo',
  mongolian: 'mn',
};

/** A language is taken when all its patterns occur; the first in the list wins, so the order is part of the rule. */
type Marks = [language: string, ...patterns: RegExp[]][];

const CYRILLIC_MARKS: Marks = [
  ['tg', /[ӣӯҷ]/],
  ['uk', /[їєґ]/],
  ['ba', /[ҙҡҫ]/],
  ['tt', /җ/],
  ['be', /ў/, /і/],
  ['uz', /[ўҳ]/],
  ['kk', /[ұәғқһ]/],
  ['ky', /ң|(?:^|\s)(?:жана|үчүн|менен)(?:\s|$)/],
  ['mn', /[өү]/, /(?:ийн|ийг|ын|гүй|үүд|ууд)(?:[\s,.]|$)/],
  ['other', /[өү]/],
];
const ARABIC_MARKS: Marks = [
  ['ug', /[ۇۆۈۋېە]/],
  ['ps', /[ټډړښګځڅۍ]/],
  ['ur', /[ٹڈڑںےہ]/],
  ['fa', /[پچژگ]/],
  ['ar', /[ةأإؤئء]|(?:^|\s)ال/],
];
const LATIN_MARKS: Marks = [
  ['az', /ə/],
  ['uz', /[og]'[a-z]|(?:^|\s)(?:uchun|bilan|hamda)(?:\s|$)/],
  ['tr', /[ğş]/],
];
const NEPALI = /(?:^|\s)(?:छ|छन्|हुन्छ|गर्न|नेपाल\p{M}*)(?=\s|।|$)/u;
const FOREIGN_LATIN = /[^\x20-\x7e]/g;
const MAX_FOREIGN_SHARE = 0.03;

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

/**
 * The language tag of a text by script and telling letters: `zh`, `ru`, `en`, a neighbour's tag (`kk`, `uz`, `tg`,
 * `ky`, `fa`, `ur`, `hi` …) where the letters are certain, else `other`. Cyrillic without telling letters counts as
 * Russian, plain Latin as English: this is a default for a form field, not a finding.
 */
export function guessLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const script = detectScript(sample);
  if (script === 'cyrillic') return marked(CYRILLIC_MARKS, sample.toLowerCase()) ?? 'ru';
  if (script === 'arabic') return marked(ARABIC_MARKS, sample) ?? 'other';
  if (script === 'devanagari') return NEPALI.test(sample) ? 'ne' : 'hi';
  if (script === 'latin') return latinLanguage(sample);
  return BY_SCRIPT[script] ?? 'other';
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

function marked(marks: Marks, sample: string): string | undefined {
  return marks.find(([, ...patterns]) => patterns.every((pattern) => pattern.test(sample)))?.[0];
}

function latinLanguage(sample: string): string {
  const language = marked(LATIN_MARKS, fold(sample));
  if (language) return language;
  const letters = sample.normalize('NFKC').replace(/[^\p{L}]/gu, '');
  const foreign = letters.match(FOREIGN_LATIN)?.length ?? 0;
  return foreign > letters.length * MAX_FOREIGN_SHARE ? 'other' : 'en';
}
