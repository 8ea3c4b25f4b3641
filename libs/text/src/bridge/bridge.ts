import { createHash } from 'node:crypto';
import { ChineseSegmenter } from '../chinese';
import { fold } from '../fold';
import { clip } from '../limits';
import { BRIDGE_LAYOUT, MOST_UNITS, MOST_TEXT } from './bounds';
import { bridgeData } from './bridge-data';
import { FeatureBag } from './feature-bag';
import type { TextFeatures } from './features';
import { foldedOneToOne, foldWithOffsets } from '../highlight';
import { type ReadPart, type SaidWords, saidWords } from './meetings';
import { TermIndex, type LexiconTerm } from './term-index';
import { signsOf } from './signs';
import { unitsOf } from './units';
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
   * The features of a text or of its weighted parts. The first 100,000 UTF-16 units and 4,000 words count. Deterministic;
   * never throws.
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
  const read = (folded: string) => {
    const units = unitsOf(folded, chinese, MOST_UNITS);
    return { units, terms: terms().find(units) };
  };
  const signs = (folded: string) => {
    const { units, terms: found } = read(folded);
    return signsOf(units, found, bridgeData(), chinese);
  };
  const featuresOf = (text: string | readonly WeightedText[], parts?: ReadPart[]): TextFeatures => {
    const bag = new FeatureBag();
    const vector = new VectorSum(bridgeData().embedding);
    let left = MOST_TEXT;
    for (const part of typeof text === 'string' ? [{ text, weight: 1 }] : text) {
      const read = clip(part.text, left);
      left -= read.length;
      // Most texts are of letters that fold one to one: these are read once for both purposes.
      const plain = foldedOneToOne(read);
      const { units, found } = signs(plain?.text ?? fold(read));
      bag.read(units, found, part.weight);
      vector.read(units, part.weight);
      if (plain) parts?.push({ text: read, folded: plain, found });
      else if (parts) parts.push(withOffsets(read));
      if (left <= 0) break;
    }
    return { ...bag.impacts(), vector: vector.rounded() };
  };
  const withOffsets = (text: string): ReadPart => {
    const folded = foldWithOffsets(text);
    return { text, folded, found: signs(folded.text).found };
  };
  return {
    edition: editionOf(lexicon),
    features: (text) => featuresOf(text),
    read: (text) => {
      const parts: ReadPart[] = [];
      const features = featuresOf(text, parts);
      return { features, words: saidWords(parts) };
    },
    unknownWords: (text) => unknownWordsOf(clip(text, MOST_TEXT), read, bridgeData(), chinese),
  };
}

function editionOf(lexicon: readonly LexiconTerm[]): string {
  const hash = createHash('sha256');
  for (const { id, concept, zh, ru, en } of lexicon) hash.update(JSON.stringify([id, concept, zh, ru, en]));
  return `${BRIDGE_LAYOUT}-${hash.digest('hex').slice(0, 12)}`;
}
