import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@shuqiao/platform';
import { type Analyzer, createAnalyzer } from '@shuqiao/text';
import { ANALYSIS_EDITION } from './analysis-edition';

const LOOK_AGAIN_MS = 60_000;

/** What decides by which terms a text is found: the code, and the words that stay whole. */
export interface Edition {
  readonly analysis: string;
  readonly taxonomy: string;
}

export interface Words {
  readonly analyzer: Analyzer;
  readonly edition: Edition;
}

/**
 * The analyzer that texts and queries share, with the labels and synonyms of the taxonomy as words. It is made at first
 * use and made anew when the taxonomy has changed, which is looked for once a minute.
 */
@Injectable()
export class SearchWords {
  private known: Words | undefined;
  private lookedAt = 0;
  private looking: Promise<Words> | undefined;

  constructor(private readonly database: Database) {}

  async analyzer(): Promise<Analyzer> {
    return (await this.current()).analyzer;
  }

  async current(): Promise<Words> {
    if (this.known && Date.now() - this.lookedAt < LOOK_AGAIN_MS) return this.known;
    this.looking ??= this.look().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** Forgets when it last looked: called when the taxonomy is known to have changed. */
  expire(): void {
    this.lookedAt = 0;
  }

  private async look(): Promise<Words> {
    const [row] = await this.database.read<{ edition: string }>(EDITION, []);
    const taxonomy = row?.edition ?? '';
    if (this.known?.edition.taxonomy !== taxonomy) {
      const terms = await this.database.read<{ term: string }>(TERMS, []);
      const analyzer = createAnalyzer({ terms: terms.map(({ term }) => term) });
      this.known = { analyzer, edition: { analysis: ANALYSIS_EDITION, taxonomy } };
    }
    this.lookedAt = Date.now();
    return this.known;
  }
}

// Of the words themselves: reference data that a release brings along changes them without an act of the secretariat.
const EDITION: Statement = {
  name: 'search.taxonomy-edition',
  text: `SELECT md5(coalesce(string_agg(labels::text || synonyms::text, ',' ORDER BY code), '')) AS edition FROM concepts`,
};
const TERMS: Statement = {
  name: 'search.taxonomy-terms',
  text: `SELECT label.value AS term FROM concepts, jsonb_each_text(labels) AS label
         UNION SELECT word.value FROM concepts, jsonb_each(synonyms) AS own, jsonb_array_elements_text(own.value) AS word`,
};
