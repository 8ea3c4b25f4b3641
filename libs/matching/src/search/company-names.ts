import { Injectable } from '@nestjs/common';
import { type Actor } from '@shuqiao/kernel';
import { Database, sqlState, type Statement } from '@shuqiao/platform';
import { foldedBeginnings } from '@shuqiao/text';
import { foldName } from './name-folding';

export interface NamedCompany extends Record<string, unknown> {
  readonly companyId: string;
  /** The name that matched, as its company writes it. */
  readonly name: string;
  readonly country: string;
}

const LONGEST_NAME = 80;
const CANCELLED = '57014';
const HAN = /\p{sc=Han}/u;

/** How many triples of characters two names must share: three Chinese characters say more than three letters. */
const LIKENESS = { han: '0.35', letters: '0.5' };

/** Finds companies by the beginning of a name, or by a name with typing errors. */
@Injectable()
export class CompanyNames {
  constructor(private readonly database: Database) {}

  /** Up to `limit` verified companies with all the terms, one of whose names begins so; in order of the names. */
  async beginning(q: string, limit: number, terms: readonly string[] = []): Promise<NamedCompany[]> {
    const name = asName(q);
    if (name === null) return [];
    const rows = await this.database.read<NamedCompany>(BEGINNING, [foldedBeginnings(name), terms, limit]);
    return distinct(rows, limit);
  }

  /**
   * Up to `limit` verified companies with a similar name, the most similar first. Comparing is given 300 milliseconds;
   * where names are too many for that, nothing is found, and the words of the names still are.
   */
  async similar(actor: Actor, q: string, limit: number, terms: readonly string[] = []): Promise<NamedCompany[]> {
    const name = asName(q);
    if (name === null || !isTelling(name)) return [];
    try {
      const rows = await this.database.transaction(actor, async () => {
        await this.database.query(BOUNDS, [HAN.test(name) ? LIKENESS.han : LIKENESS.letters]);
        return this.database.query<NamedCompany>(SIMILAR, [name, terms, limit]);
      });
      return distinct(rows, limit);
    } catch (error) {
      if (sqlState(error) === CANCELLED) return [];
      throw error;
    }
  }

  /** What is offered while somebody types: names that begin so, then similar ones. */
  async suggest(actor: Actor, q: string, limit: number): Promise<NamedCompany[]> {
    const beginning = await this.beginning(q, limit);
    const similar = beginning.length < limit ? await this.similar(actor, q, limit) : [];
    return distinct([...beginning, ...similar], limit);
  }
}

/** A query that can be a name, folded like the names; null when it is none: too long, a single letter, no letter at all. */
function asName(q: string): string | null {
  const name = foldName(q.slice(0, LONGEST_NAME + 1));
  return q.length <= LONGEST_NAME && name.length >= 2 && /[\p{L}\p{N}]/u.test(name) ? name : null;
}

/** Everything resembles one or two letters; two Chinese characters are a word. */
function isTelling(name: string): boolean {
  const weight = [...name].reduce(
    (sum, one) => sum + (/\p{sc=Han}/u.test(one) ? 2 : /[\p{L}\p{N}]/u.test(one) ? 1 : 0),
    0,
  );
  return weight >= 4;
}

function distinct(companies: readonly NamedCompany[], limit: number): NamedCompany[] {
  const byId = new Map<string, NamedCompany>();
  for (const company of companies) if (!byId.has(company.companyId)) byId.set(company.companyId, company);
  return [...byId.values()].slice(0, limit);
}

const VERIFIED = `JOIN companies company ON company.id = named.subject_id AND company.status IN ('verified', 'listed') AND company.public_document IS NOT NULL
  JOIN search_documents document ON document.kind = 'company' AND document.subject_id = named.subject_id`;

// Every company has several names: three times as many rows are looked at as companies are wanted. Byte order is what
// the index has, and U+10FFFF sorts behind every continuation.
const BEGINNING: Statement = {
  name: 'search.names-beginning',
  text: `SELECT company.id AS "companyId", named.name, company.country
    FROM unnest($1::text[]) WITH ORDINALITY AS beginning (prefix, rank)
    CROSS JOIN LATERAL (
      SELECT subject_id, name, name_folded FROM search_names
      WHERE kind = 'company' AND name_folded ~>=~ beginning.prefix AND name_folded ~<~ (beginning.prefix || U&'\\+10FFFF')
      ORDER BY name_folded USING ~<~ LIMIT 60) AS named
    ${VERIFIED} WHERE document.facets @> $2::text[]
    ORDER BY beginning.rank, length(named.name), named.name LIMIT 3 * $3::integer`,
};
const BOUNDS: Statement = {
  name: 'search.name-bounds',
  text: `SELECT set_config('statement_timeout', '300', true), set_config('pg_trgm.word_similarity_threshold', $1, true)`,
};
const SIMILAR: Statement = {
  name: 'search.names-similar',
  text: `SELECT company.id AS "companyId", named.name, company.country FROM (
      SELECT subject_id, name, word_similarity($1, name_folded) AS likeness FROM search_names
      WHERE kind = 'company' AND $1 <% name_folded ORDER BY likeness DESC, length(name) LIMIT 60) AS named
    ${VERIFIED} WHERE document.facets @> $2::text[] ORDER BY likeness DESC, length(named.name), company.id
    LIMIT 3 * $3::integer`,
};
