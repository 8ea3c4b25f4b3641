import { createHash } from 'node:crypto';
import { ChineseSegmenter } from '../chinese';
import { clip } from '../limits';
import { BRIDGE_LAYOUT, MOST_TEXT, MOST_UNITS, MOST_UNITS_IN_ALL } from './bounds';
import { bridgeData } from './bridge-data';
import { FeatureBag } from './feature-bag';
import type { TextFeatures } from './features';
import { type ReadPart, type SaidWords, saidWords } from './meetings';
import { Reading } from './reading';
import { TermIndex, type LexiconTerm } from './term-index';
import { signsOf } from './signs';
import { type UnknownWord, unknownWordsOf } from './unknown-words';
import { VectorSum } from './vector';

/** A part of a text with how much its words count: the title of a demand more than its body. */
export interface WeightedText {
  text: string;
  weight: number;
}

/** From texts in any language to one space in which they can be compared. */
export interface Bridge {
  /** Changes whenever the same text could give other features: those of two editions must not be compared. */
  readonly edition: string;

  /**
   * The features of a text or of its weighted parts. The first 100,000 UTF-16 units count, of each
   * part the first 4,000 words and of all parts 12,000. Deterministic; never throws.
   */
  features(text: string | readonly WeightedText[]): TextFeatures;

  /**
   * The same, and the words by which the text can meet others: the 150 weightiest, placed as if the parts stood below each
   * other.
   */
  read(text: string | readonly WeightedText[]): { features: TextFeatures; words: SaidWords };

  /**
   * What neither the dictionary nor, unless it says so, the lexicon knows of a text: candidates to be taught. Of the first
   * 100,000 UTF-16 units the first 100.
   */
  unknownWords(text: string): readonly UnknownWord[];
}

/** A bridge with the given lexicon. Loads its data (about 20 MB) and jieba's (about 30 MB) at the first text. */
export function createBridge(options: { lexicon: Iterable<LexiconTerm> }): Bridge {
  const lexicon = [...options.lexicon];
  const chinese = new ChineseSegmenter(lexicon.flatMap((term) => term.zh));
  let index: TermIndex | undefined;
  const terms = () => (index ??= new TermIndex(lexicon, chinese));
  const read = (text: string, most = MOST_UNITS) => {
    const reading = new Reading(text, chinese, most);
    return { reading, terms: terms().find(reading.units) };
  };
  const featuresOf = (text: string | readonly WeightedText[], parts?: ReadPart[]): TextFeatures => {
    const bag = new FeatureBag();
    const vector = new VectorSum(bridgeData().embedding);
    let left = MOST_TEXT;
    let words = MOST_UNITS_IN_ALL;
    for (const part of typeof text === 'string' ? [{ text, weight: 1 }] : text) {
      const clipped = clip(part.text, left);
      left -= clipped.length;
      const { reading, terms: inText } = read(clipped, Math.min(MOST_UNITS, words));
      words -= reading.units.length;
      const found = signsOf(reading.units, inText, bridgeData(), chinese);
      bag.read(reading.units, found, part.weight);
      vector.read(reading.units, part.weight);
      parts?.push({ text: clipped, reading, found });
      if (left <= 0 || words <= 0) break;
    }
    return { ...bag.impacts(), vector: vector.rounded() };
  };
  return {
    edition: editionOf(lexicon),
    features: (text) => featuresOf(text),
    read: (text) => {
      const parts: ReadPart[] = [];
      const features = featuresOf(text, parts);
      return { features, words: saidWords(parts) };
    },
    unknownWords: (text) => {
      const clipped = clip(text, MOST_TEXT);
      return unknownWordsOf(clipped, read(clipped), bridgeData(), chinese);
    },
  };
}

function editionOf(lexicon: readonly LexiconTerm[]): string {
  const hash = createHash('sha256');
  for (const { id, concept, zh, ru, en } of lexicon) hash.update(JSON.stringify([id, concept, zh, ru, en]));
  return `${BRIDGE_LAYOUT}-${hash.digest('hex').slice(0, 12)}`;
}
