import { type TextFeatures, VECTOR_LENGTH } from '@shuqiao/text';
import { Random, Zipf } from '../database/random';

const VOCABULARY = 300_000;
/** The first ranks of a language are words without meaning, which no text is found by. */
const STOP_WORDS = 10;
const TRANSLATIONS = 8;
const TERMS = 15;

/** How often the words of a query are: ranks from and to, or as they come in texts. */
export const QUERY_KINDS = {
  rare: [30_000, VOCABULARY],
  ordinary: [STOP_WORDS, VOCABULARY],
  frequent: [STOP_WORDS, 130],
} as const;
export type QueryKind = keyof typeof QUERY_KINDS;

/** Made-up texts of about forty features whose frequencies follow Zipf's law; the same ones in every run. */
export class Texts {
  private readonly random = new Random(20_260_101);
  private readonly zipf = new Zipf(VOCABULARY);

  id(): string {
    return this.random.id(1_790_000_000_000 + this.random.below(1_000_000_000));
  }

  text(): TextFeatures {
    const length = 25 + this.random.below(40);
    return this.of(Array.from({ length }, () => [this.rank(STOP_WORDS, VOCABULARY), 60 + this.random.below(120)]));
  }

  /** Fifteen terms with eight translations each, which count for less the less likely they are. */
  query(kind: QueryKind): TextFeatures {
    const [from, to] = QUERY_KINDS[kind];
    const draw = () => (kind === 'ordinary' ? this.rank(from, to) : from + this.random.below(to - from));
    return this.of(
      Array.from({ length: TERMS * TRANSLATIONS }, (_, index) => [
        draw(),
        Math.ceil(180 / (1 + (index % TRANSLATIONS))),
      ]),
    );
  }

  private rank(from: number, to: number): number {
    for (;;) {
      const rank = this.zipf.draw(this.random);
      if (rank >= from && rank < to) return rank;
    }
  }

  private of(weighted: readonly (readonly [rank: number, impact: number])[]): TextFeatures {
    // Multiplying by an odd number spreads ranks like hashes and lets no two fall together.
    const impacts = new Map(weighted.map(([rank, impact]) => [Math.imul(rank + 1, 0x9e3779b1) >>> 0, impact]));
    const features = Uint32Array.from(impacts.keys()).sort();
    return {
      features,
      impacts: Uint8Array.from(features, (feature) => impacts.get(feature) as number),
      vector: Int8Array.from({ length: VECTOR_LENGTH }, () => this.random.below(23) - 11),
    };
  }
}
