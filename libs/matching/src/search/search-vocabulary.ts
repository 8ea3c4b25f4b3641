import type { SearchKind } from './search-terms';
import type { Statement } from '@shuqiao/platform';
import { keysOfBeginnings } from './near-words';

/** How many documents more or fewer have a word now. */
export class WordChanges {
  private readonly deltas = new Map<string, number>();

  compare(before: readonly string[], after: readonly string[]): void {
    for (const word of after) this.add(word, 1);
    for (const word of before) this.add(word, -1);
  }

  /** Values for {@link WRITE_WORDS}; null when nothing changed. */
  values(kind: SearchKind): unknown[] | null {
    const changed = [...this.deltas].filter(([, delta]) => delta !== 0);
    if (!changed.length) return null;
    const rows = changed.map(([word, delta]) => ({ word, delta, keys: delta > 0 ? keysOfBeginnings(word) : [] }));
    return [kind, JSON.stringify(rows)];
  }

  private add(word: string, delta: number): void {
    this.deltas.set(word, (this.deltas.get(word) ?? 0) + delta);
  }
}

export const WRITE_WORDS: Statement = {
  name: 'search.write-words',
  text: `INSERT INTO search_words AS kept (kind, word, documents, keys)
         SELECT $1, word, delta, keys FROM jsonb_to_recordset($2::jsonb) AS change (word text, delta bigint, keys integer[])
         ON CONFLICT ON CONSTRAINT search_words_pkey DO UPDATE SET documents = kept.documents + excluded.documents`,
};
export const FORGET_WORDS: Statement = {
  name: 'search.forget-words',
  text: `DELETE FROM search_words WHERE kind = $1 AND documents <= 0
         AND word IN (SELECT word FROM jsonb_to_recordset($2::jsonb) AS change (word text))`,
};
