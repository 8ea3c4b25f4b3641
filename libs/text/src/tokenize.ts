/** `han`: Chinese, to be segmented; `unspaced`: scripts written without spaces; `word`: everything else. */
export type WordKind = 'han' | 'unspaced' | 'word';

/** A stretch of folded text; offsets in UTF-16 units, `end` exclusive. */
export interface Span {
  text: string;
  start: number;
  end: number;
}

export interface Word extends Span {
  kind: WordKind;
  /** Set when the whole is a name of its own: "5g-a", "c++", "gb/t", "22239-2019". */
  isModelName: boolean;
  /** The pieces between connectors, apostrophes removed; the word itself when it has none. */
  parts: Span[];
}

const UNSPACED =
  '\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{sc=Tibetan}\\p{sc=Hiragana}\\p{sc=Katakana}\\u30fc';
const LETTER = `(?:(?![${UNSPACED}\\p{sc=Han}])[\\p{L}\\p{M}\\p{N}])`;
const CONNECTOR = `(?:[-/.&'_+]|(?<=[0-9]),(?=[0-9]))`;
const WORD = new RegExp(
  `(\\p{sc=Han}+)|((?:(?=[\\p{L}\\p{M}])[${UNSPACED}])+)|(${LETTER}+(?:${CONNECTOR}${LETTER}+)*(?:(?:\\+{1,2}|#)(?!${LETTER}))?)`,
  'gu',
);
const PART = /[^-/.,&_+#]+/g;
const PICTURE = /\p{So}/gu;
const THOUSANDS = /^[0-9]{1,3}(?:,[0-9]{3})+$/;
const JOINED = /[-/.,&_+#]/;
const HAS_DIGIT = /[0-9]/;
const SHORT_LATIN_NAME = /^[a-z]{1,3}(?:[-/&+][a-z]{1,3})*(?:\+{1,2}|#)?$/;
const NAME_PART = /^(?:[a-z]{1,6}|\p{L}{1,3}|\p{L}*[0-9][\p{L}0-9]*)$/u;
const MAX_NAME_LENGTH = 64;

/** The words of a folded text in their order. A text with neither letter nor digit gives its pictures (emoji). */
export function* words(folded: string): Generator<Word> {
  let found = false;
  for (const match of folded.matchAll(WORD)) {
    found = true;
    const kind = match[1] ? 'han' : match[2] ? 'unspaced' : 'word';
    yield toWord(match[0], match.index, kind);
  }
  if (found) return;
  for (const match of folded.matchAll(PICTURE)) yield toWord(match[0], match.index, 'word');
}

function toWord(text: string, start: number, kind: WordKind): Word {
  const end = start + text.length;
  if (kind !== 'word') return { text, start, end, kind, isModelName: false, parts: [] };
  if (THOUSANDS.test(text)) {
    const number = text.replaceAll(',', '');
    return { text: number, start, end, kind, isModelName: false, parts: [{ text: number, start, end }] };
  }
  const parts = [...text.matchAll(PART)].map((match) => toPart(match[0], start + match.index));
  return { text, start, end, kind, isModelName: isModelName(text, parts), parts };
}

function toPart(text: string, start: number): Span {
  return { text: text.replace(/'s$/, '').replaceAll("'", ''), start, end: start + text.length };
}

function isModelName(text: string, parts: Span[]): boolean {
  if (text.length > MAX_NAME_LENGTH || !JOINED.test(text)) return false;
  if (!HAS_DIGIT.test(text)) return SHORT_LATIN_NAME.test(text);
  return parts.every((part) => NAME_PART.test(part.text));
}

/** Overlapping pairs of characters; a single character stays alone. */
export function pairs(characters: string[]): string[] {
  if (characters.length < 2) return [...characters];
  return characters.slice(1).map((character, at) => characters[at] + character);
}
