import type { Json, JsonObject, TaggedText } from '@shuqiao/kernel';
import { type Excerpt, excerpt, highlight, type Range } from '@shuqiao/text';
import { textsOf } from './document-texts';

/** Where the query stands in a member of an item; the pointer names the tagged text (RFC 6901). */
export interface Highlight {
  readonly pointer: string;
  /** UTF-16 offsets in its `text`, the end exclusive. */
  readonly ranges: Range[];
}

export interface Snippet extends Excerpt {
  readonly lang: string;
}

/** So much of a text is shown around a word. */
export const AROUND = { before: 60, after: 160 };

/** Marks in an item the words that were asked for; `document` is the whole public text it was found by. */
export function mark(item: JsonObject, document: JsonObject, words: readonly string[]): JsonObject {
  const highlights: Highlight[] = [];
  const shown = new Set<string>();
  for (const [pointer, { text }] of taggedTexts(item, '')) {
    shown.add(text);
    const ranges = highlight(text, words);
    if (ranges.length) highlights.push({ pointer, ranges });
  }
  return { ...item, highlights, snippet: snippetOf(shown, document, words) } as unknown as JsonObject;
}

/** The first place outside what the item shows anyway that has a word of the query. */
function snippetOf(shown: ReadonlySet<string>, document: JsonObject, words: readonly string[]): Snippet | null {
  for (const { lang, text } of textsOf(document).texts) {
    if (!lang || shown.has(text)) continue;
    const found = excerpt(text, words, AROUND);
    if (found.ranges.length) return { ...found, lang };
  }
  return null;
}

function* taggedTexts(value: Json, pointer: string): Generator<[string, TaggedText]> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value) && typeof value.lang === 'string' && typeof value.text === 'string') {
    yield [pointer, { lang: value.lang, text: value.text }];
    return;
  }
  for (const [key, member] of Object.entries(value)) yield* taggedTexts(member, `${pointer}/${key}`);
}
