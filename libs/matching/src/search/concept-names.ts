import { Injectable } from '@nestjs/common';
import type { Language } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { fold } from '@shuqiao/text';
import { type Beginning, begins, beginsNearly, beginningOf, canBeMistyped, typedBeginning } from './near-words';
import { SearchWords } from './search-words';

/** What a concept is called somewhere. */
export interface ConceptName extends Record<string, unknown> {
  readonly concept: string;
  readonly lang: Language;
  readonly text: string;
  /** Otherwise it is a synonym. */
  readonly isLabel: boolean;
}

interface Folded {
  readonly name: ConceptName;
  readonly whole: Beginning;
  readonly words: readonly Beginning[];
}

/** The labels and synonyms of the taxonomy, held in memory; read anew when they have changed. */
@Injectable()
export class ConceptNames {
  private edition: string | undefined;
  private names: readonly Folded[] = [];

  constructor(
    private readonly database: Database,
    private readonly words: SearchWords,
  ) {}

  /**
   * Up to `limit` concepts, each once, by a name that begins so, or has a word that does, or does but for one letter; names
   * in the reader's language first.
   */
  async beginning(q: string, language: Language, limit: number): Promise<ConceptName[]> {
    const text = fold(q).trim();
    const typed = typedBeginning(text);
    const canBeNear = canBeMistyped(text);
    const ranked: { name: ConceptName; rank: number }[] = [];
    for (const { name, whole, words } of await this.all()) {
      const rank = rankOf(typed, whole, words, canBeNear);
      if (rank !== null)
        ranked.push({ name, rank: (name.lang === language ? 0 : 6) + 2 * rank + (name.isLabel ? 0 : 1) });
    }
    ranked.sort((a, b) => a.rank - b.rank || a.name.text.length - b.name.text.length);
    const byConcept = new Map<string, ConceptName>();
    for (const { name } of ranked) if (!byConcept.has(name.concept)) byConcept.set(name.concept, name);
    return [...byConcept.values()].slice(0, limit);
  }

  private async all(): Promise<readonly Folded[]> {
    const { edition } = await this.words.current();
    if (this.edition === edition.taxonomy) return this.names;
    const rows = await this.database.read<ConceptName>(NAMES, []);
    this.names = rows.map((name) => {
      const folded = fold(name.text);
      const words = folded.split(/[\s\-/()（）、，]+/).slice(1);
      return { name, whole: beginningOf(folded), words: words.map(beginningOf) };
    });
    this.edition = edition.taxonomy;
    return this.names;
  }
}

function rankOf(typed: Beginning, whole: Beginning, words: readonly Beginning[], canBeNear: boolean): 0 | 1 | 2 | null {
  if (begins(whole, typed)) return 0;
  for (const word of words) if (begins(word, typed)) return 1;
  if (!canBeNear) return null;
  if (beginsNearly(whole, typed)) return 2;
  for (const word of words) if (beginsNearly(word, typed)) return 2;
  return null;
}

const NAMES: Statement = {
  name: 'search.concept-names',
  text: `SELECT code AS concept, label.key AS lang, label.value AS text, true AS "isLabel" FROM concepts, jsonb_each_text(labels) AS label
         WHERE retired_at IS NULL
         UNION ALL SELECT code, own.key, word.value, false FROM concepts, jsonb_each(synonyms) AS own, jsonb_array_elements_text(own.value) AS word
         WHERE retired_at IS NULL`,
};
