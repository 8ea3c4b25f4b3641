import { headingTerm } from '@shuqiao/matching';
import { createAnalyzer } from '@shuqiao/text';
import { type Random, Zipf } from './random';

export const BENCH_LANGUAGES = ['zh', 'ru', 'en'] as const;
/** Words that ten demands have, however many there are: by Zipf's law alone a million demands have no rare word. */
export const RARE_WORDS: readonly string[] = [
  ...['zorbalit', 'kvintor', 'plumbarg', 'wexfanit', 'drozimund', 'hyaltrop', 'mirvostan', 'quandel'],
];

export type BenchLanguage = (typeof BENCH_LANGUAGES)[number];

interface Word {
  readonly written: string;
  /** What the index knows it by. */
  readonly tokens: readonly string[];
}

const WORDS_PER_LANGUAGE = 15_000;
const RUSSIAN = [
  'пор',
  'тер',
  'ман',
  'сис',
  'дар',
  'лог',
  'вод',
  'мет',
  'рас',
  'ком',
  'сет',
  'про',
  'ген',
  'кар',
  'ви',
  'нол',
];
const ENGLISH = [
  'port',
  'tor',
  'min',
  'ser',
  'dat',
  'log',
  'com',
  'net',
  'ver',
  'sol',
  'gen',
  'car',
  'ti',
  'nal',
  'bro',
  'quen',
];
const CHINESE =
  '港口智慧数据云算力系统平台服务网络安全物流制造医疗教育政务跨境支付结算机器人联网光通信国产芯片服务器终端操作中间件训练模型园区交通能源农业管理调度监测分析存储';

/** Made-up words whose frequencies follow Zipf's law in each language, and texts made of them. */
export class Vocabulary {
  private readonly words: Record<BenchLanguage, Word[]>;
  private readonly zipf = new Zipf(WORDS_PER_LANGUAGE);

  constructor() {
    this.words = { zh: makeWords(chineseWord), ru: makeWords(russianWord), en: makeWords(englishWord) };
  }

  /** A text of so many words; `tokens` gathers what the index finds it by, `titleWords`
   * those of a heading as they are written. */
  text(language: BenchLanguage, length: number, random: Random, tokens: Set<string>, titleWords?: Set<string>): string {
    const written: string[] = [];
    for (let index = 0; index < length; index++) {
      const word = this.words[language][this.zipf.draw(random)] as Word;
      written.push(word.written);
      titleWords?.add(word.written);
      for (const token of word.tokens) {
        tokens.add(token);
        if (titleWords) tokens.add(headingTerm(token));
      }
    }
    return written.join(language === 'zh' ? '，' : ' ');
  }

  /** The word with a rank; 0 is the most frequent. */
  word(language: BenchLanguage, rank: number): string {
    return (this.words[language][rank] as Word).written;
  }
}

function makeWords(make: (rank: number) => string): Word[] {
  const analyzer = createAnalyzer();
  return Array.from({ length: WORDS_PER_LANGUAGE }, (_, rank) => {
    const written = make(rank);
    return { written, tokens: analyzer.analyze(written) };
  });
}

const syllables = (from: readonly string[], rank: number): string => {
  const size = from.length;
  return [
    rank % size,
    Math.floor(rank / size) % size,
    Math.floor(rank / size ** 2) % size,
    Math.floor(rank / size ** 3),
  ]
    .map((index) => from[index % size])
    .join('');
};
const russianWord = (rank: number): string => `${syllables(RUSSIAN, rank)}ка`;
const englishWord = (rank: number): string => `${syllables(ENGLISH, rank)}ex`;
function chineseWord(rank: number): string {
  const size = CHINESE.length;
  return `${CHINESE[rank % size]}${CHINESE[(Math.floor(rank / size) + rank) % size]}${rank >= size ** 2 ? CHINESE[Math.floor(rank / size ** 2)] : ''}`;
}
