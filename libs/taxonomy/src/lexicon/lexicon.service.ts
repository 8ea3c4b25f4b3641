import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@shuqiao/platform';
import type { LexiconTerm } from '@shuqiao/text';
import { conceptTerms, type NamedConcept } from './lexicon';

/** What texts are read by. The edition changes whenever the terms may have; it says nothing by itself. */
export interface LexiconTerms {
  readonly edition: string;
  readonly terms: readonly LexiconTerm[];
}

/** The domain lexicon as all programs know it: the taxonomy's concepts, the shipped terms, and what staff made of them. */
@Injectable()
export class Lexicon {
  private known: LexiconTerms | undefined;
  private looking: Promise<LexiconTerms> | undefined;

  constructor(private readonly database: Database) {}

  /** What `createBridge` takes: kept until the edition changes, which is asked for each time by one small statement. */
  terms(): Promise<LexiconTerms> {
    this.looking ??= this.look().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async look(): Promise<LexiconTerms> {
    const [row] = await this.database.read<{ edition: string }>(EDITION, []);
    const edition = row?.edition ?? '';
    if (this.known?.edition !== edition) {
      // The edition was read before: what comes between is read twice, and never missed.
      const concepts = await this.database.read<NamedConcept & Record<string, unknown>>(CONCEPTS, []);
      const terms = await this.database.read<LexiconTerm & Record<string, unknown>>(TERMS, []);
      this.known = { edition, terms: [...conceptTerms(concepts), ...terms] };
    }
    return this.known;
  }
}

// Of the concepts themselves: reference data that a release brings along changes them without an act of the secretariat.
const EDITION: Statement = {
  name: 'lexicon.edition',
  text: `SELECT edition || '-' || (SELECT md5(coalesce(string_agg(code || labels::text || synonyms::text, ',' ORDER BY code), ''))
           FROM concepts) AS edition FROM lexicon_state`,
};
const CONCEPTS: Statement = {
  name: 'lexicon.concepts',
  text: 'SELECT code, labels, synonyms FROM concepts ORDER BY code COLLATE "C"',
};
// In an order that is the same in every installation, since the edition of a bridge is a digest of its terms.
const TERMS: Statement = {
  name: 'lexicon.terms',
  text: `SELECT coalesce(shipped_as, id::text) AS id, kind, concept, zh, ru, en FROM lexicon_terms
         WHERE state = 'active' ORDER BY coalesce(shipped_as, id::text) COLLATE "C"`,
};
