import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@shuqiao/platform';
import { type Analyzer, createAnalyzer } from '@shuqiao/text';

const LOOK_AGAIN_MS = 60_000;

/**
 * The analyzer that texts and queries share, with the labels and synonyms of the taxonomy as words. It is made at first
 * use and made anew when the taxonomy has changed, which is looked for once a minute.
 */
@Injectable()
export class SearchWords {
  private known: { readonly analyzer: Analyzer; readonly edition: string } | undefined;
  private lookedAt = 0;
  private looking: Promise<Analyzer> | undefined;

  constructor(private readonly database: Database) {}

  async analyzer(): Promise<Analyzer> {
    if (this.known && Date.now() - this.lookedAt < LOOK_AGAIN_MS) return this.known.analyzer;
    this.looking ??= this.look().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** Forgets when it last looked: called when the taxonomy is known to have changed. */
  expire(): void {
    this.lookedAt = 0;
  }

  private async look(): Promise<Analyzer> {
    const [row] = await this.database.read<{ edition: string }>(EDITION, []);
    const edition = row?.edition ?? '';
    if (this.known?.edition !== edition) {
      const terms = await this.database.read<{ term: string }>(TERMS, []);
      this.known = { analyzer: createAnalyzer({ terms: terms.map(({ term }) => term) }), edition };
    }
    this.lookedAt = Date.now();
    return this.known.analyzer;
  }
}

const EDITION: Statement = {
  name: 'search.taxonomy-edition',
  text: `SELECT count(*) || '.' || coalesce(sum(version), 0) AS edition FROM concepts`,
};
const TERMS: Statement = {
  name: 'search.taxonomy-terms',
  text: `SELECT label.value AS term FROM concepts, jsonb_each_text(labels) AS label
         UNION SELECT word.value FROM concepts, jsonb_each(synonyms) AS own, jsonb_array_elements_text(own.value) AS word`,
};
