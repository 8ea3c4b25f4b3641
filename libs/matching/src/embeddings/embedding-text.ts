import { createHash } from 'node:crypto';
import type { WeightedText } from '@shuqiao/text';

/** Raised when the same public document gives another text to send: all vectors are made anew then. */
export const TEXT_EDITION = 'text-1';

/**
 * So much is sent of a text: a description of two pages. The smallest context among the usual models holds a quarter to
 * half of that in Chinese; they cut the rest off, or refuse it and are asked for less.
 */
export const MOST_CHARACTERS = 2_000;

/**
 * What is sent of a subject: its texts, the weightiest first, so that a title stands before what explains it. A company's
 * name stands behind what it says of itself, since firms of one trade have all kinds of names.
 */
export function textToEmbed(texts: readonly WeightedText[]): string {
  const ordered = texts
    .filter(({ weight }) => weight >= LEAST_WEIGHT)
    .sort((left, right) => right.weight - left.weight)
    .map(({ text }) => text);
  return shortened(ordered.join('\n'), MOST_CHARACTERS);
}

/** The first so many characters, or one less where a character of two units would be cut. */
export function shortened(text: string, most: number): string {
  const cut = text.slice(0, most);
  // Half a character is not valid JSON to strict readers.
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** By which a text is known to be the one that a vector was made of. */
export function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A source's category names half a trade: it would draw half of the pool together. */
const LEAST_WEIGHT = 0.2;
