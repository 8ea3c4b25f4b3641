import { Injectable } from '@nestjs/common';
import type { Actor } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { fold } from '@shuqiao/text';
import { CompanyNames, type NamedCompany } from './company-names';
import { ConceptNames } from './concept-names';
import { beginsOneLetterOff, canBeMistyped, keysOf } from './near-words';
import { SEARCH_KINDS, type SearchKind } from './search-terms';

/** What somebody may be about to type: a company's name, a concept, or what he typed with its last word completed. */
export interface Suggestion {
  readonly type: 'company' | 'concept' | 'word';
  readonly text: string;
  readonly companyId: string | null;
  readonly concept: string | null;
}

interface WordRow extends Record<string, unknown> {
  readonly word: string;
}

const LONGEST = 80;
const MOST_NEAR = 300;
const MOST_MEANT = 3;
const HAN = /\p{sc=Han}/u;

/** Completes what is being typed, from what is public only. */
@Injectable()
export class Suggestions {
  constructor(
    private readonly database: Database,
    private readonly names: CompanyNames,
    private readonly concepts: ConceptNames,
  ) {}

  /** Up to `limit`; names and concepts have half of the places each where both, or words, would fill more. */
  async find(actor: Actor, q: string, kind: SearchKind | undefined, limit: number): Promise<Suggestion[]> {
    const typed = fold(q).trim();
    if (q.length > LONGEST || !/[\p{L}\p{N}]/u.test(typed)) return [];
    const kinds = kind ? [kind] : SEARCH_KINDS;
    const [concepts, words, named] = await Promise.all([
      this.concepts.beginning(typed, actor.language, limit),
      this.completed(typed, kinds, limit),
      kind === 'demand' ? [] : this.names.beginning(q, limit),
    ]);
    const others = named.length || kind === 'demand' ? [] : await this.namedLike(typed, limit);
    const companies = [...named, ...others].map(({ companyId, name }) => suggestion('company', name, { companyId }));
    const found = concepts.map(({ concept, text }) => suggestion('concept', text, { concept }));
    const half = Math.ceil(limit / 2);
    const completions = words.map((word) => suggestion('word', word));
    const first = [...companies.slice(0, half), ...found.slice(0, half), ...completions];
    return distinct([...first, ...companies.slice(half), ...found.slice(half)]).slice(0, limit);
  }

  /** What was typed with its last word completed: by frequent words that begin so, then by those that do but for one letter. */
  private async completed(typed: string, kinds: readonly SearchKind[], limit: number): Promise<string[]> {
    const last = /\p{sc=Han}+$|[^\s\p{sc=Han}]+$/u.exec(typed)?.[0] ?? '';
    if (last.length < 2 && !HAN.test(last)) return [];
    const before = typed.slice(0, typed.length - last.length);
    const words = (await this.database.read<WordRow>(BEGINNING, [kinds, last, limit])).map(({ word }) => word);
    if (words.length < limit && canBeMistyped(last)) {
      const near = await this.database.read<WordRow>(NEAR, [kinds, keysOf(last), MOST_NEAR]);
      words.push(...near.map(({ word }) => word).filter((word) => beginsOneLetterOff(word, last)));
    }
    return [...new Set(words)]
      .filter((word) => word !== last)
      .slice(0, limit)
      .map((word) => before + word);
  }

  /** Names whose first word was typed with an error: looked up with the words of names that are one letter off. */
  private async namedLike(typed: string, limit: number): Promise<NamedCompany[]> {
    const first = typed.split(' ', 1)[0] ?? '';
    if (!canBeMistyped(first)) return [];
    const near = await this.database.read<WordRow>(NEAR_NAMES, [keysOf(first), MOST_NEAR]);
    const meant = near.map(({ word }) => word).filter((word) => beginsOneLetterOff(word, first));
    const found = await Promise.all(
      meant.slice(0, MOST_MEANT).map((word) => this.names.beginning(word + typed.slice(first.length), limit)),
    );
    return found.flat();
  }
}

function suggestion(type: Suggestion['type'], text: string, ids: Partial<Suggestion> = {}): Suggestion {
  return { type, text, companyId: null, concept: null, ...ids };
}

function distinct(suggestions: readonly Suggestion[]): Suggestion[] {
  const seen = new Set<string>();
  return suggestions.filter(({ type, text, companyId }) => {
    const key = type === 'company' ? `company ${companyId}` : fold(text);
    return !seen.has(key) && seen.add(key);
  });
}

// One document's word may be one person's: only what several say is suggested. Byte order is what the index has.
const FREQUENT = 'GROUP BY word HAVING sum(documents) > 1 ORDER BY sum(documents) DESC, word LIMIT $3';
const BEGINNING: Statement = {
  name: 'search.words-beginning',
  text: `SELECT word FROM (
      SELECT word, documents FROM search_words
      WHERE kind = ANY ($1::text[]) AND word ~>=~ $2 AND word ~<~ ($2 || U&'\\+10FFFF') LIMIT 5000) AS begun
    ${FREQUENT}::integer`,
};
const NEAR: Statement = {
  name: 'search.words-near',
  text: `SELECT word FROM search_words WHERE kind = ANY ($1::text[]) AND keys && $2::integer[] ${FREQUENT}::integer`,
};
const NEAR_NAMES: Statement = {
  name: 'search.name-words-near',
  text: `SELECT word FROM search_words WHERE kind = 'company' AND keys && $1::integer[] ORDER BY documents DESC, word LIMIT $2::integer`,
};
