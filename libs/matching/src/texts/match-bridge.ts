import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@shuqiao/platform';
import { conceptTerms, type NamedConcept, readLexicon } from '@shuqiao/taxonomy';
import { type Bridge, createBridge } from '@shuqiao/text';

const LOOK_AGAIN_MS = 60_000;

/**
 * The bridge between languages, with the names of the taxonomy's concepts and the lexicon. It is made at first use, and
 * made anew when these have changed, which is looked for once a minute. About 95 MB once it has read a text: for the worker.
 */
@Injectable()
export class MatchBridge {
  private known: { bridge: Bridge; edition: string } | undefined;
  private lookedAt = 0;
  private looking: Promise<Bridge> | undefined;

  constructor(private readonly database: Database) {}

  async current(): Promise<Bridge> {
    if (this.known && Date.now() - this.lookedAt < LOOK_AGAIN_MS) return this.known.bridge;
    this.looking ??= this.look().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** Forgets when it last looked: called when the words are known to have changed. */
  expire(): void {
    this.lookedAt = 0;
  }

  private async look(): Promise<Bridge> {
    const [row] = await this.database.read<{ edition: string }>(EDITION, []);
    const edition = row?.edition ?? '';
    if (this.known?.edition !== edition) {
      const concepts = await this.database.read<NamedConcept & Record<string, unknown>>(CONCEPTS, []);
      this.known = { bridge: createBridge({ lexicon: [...conceptTerms(concepts), ...readLexicon()] }), edition };
    }
    this.lookedAt = Date.now();
    return this.known.bridge;
  }
}

const EDITION: Statement = {
  name: 'matching.taxonomy-edition',
  text: `SELECT md5(coalesce(string_agg(code || labels::text || synonyms::text, ',' ORDER BY code), '')) AS edition
         FROM concepts WHERE retired_at IS NULL`,
};
const CONCEPTS: Statement = {
  name: 'matching.named-concepts',
  text: 'SELECT code, labels, synonyms FROM concepts WHERE retired_at IS NULL ORDER BY code',
};
