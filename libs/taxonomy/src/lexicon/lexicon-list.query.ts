import { Injectable } from '@nestjs/common';
import { type Actor, decodeCursor, DomainError, NOT_FOUND, type Page, pageOf, type PageRequest } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { fold } from '@shuqiao/text';
import { TERM_COLUMNS, type TermOrigin, type TermRecord, type TermState } from './lexicon-term';

export interface TermFilter {
  /** The concept and those below it. */
  readonly concept?: string | undefined;
  /** The beginning of a form, in any language. */
  readonly text?: string | undefined;
  readonly origin?: TermOrigin | undefined;
  readonly state?: TermState | undefined;
}

/** The terms of the lexicon for staff to look through. */
@Injectable()
export class LexiconList {
  constructor(private readonly database: Database) {}

  /** Newest first: what staff added stands before what shipped. */
  async list(actor: Actor, filter: TermFilter, { limit, cursor }: PageRequest): Promise<Page<TermRecord>> {
    const before = cursor === undefined ? null : decodeCursor(cursor, ['uuid'])[0];
    const { concept = null, text, origin = null, state = null } = filter;
    const beginning = text === undefined ? null : `${fold(text).replace(/[\\%_]/g, '\\$&')}%`;
    const values = [concept, beginning, origin, state, before, limit + 1];
    const rows = await this.database.queryOnce<Row>(actor, LIST, values);
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /** @throws DomainError NOT_FOUND */
  async read(actor: Actor, id: string): Promise<TermRecord> {
    const [term] = await this.database.queryOnce<Row>(actor, READ, [id]);
    if (!term) throw new DomainError(NOT_FOUND);
    return term;
  }
}

type Row = TermRecord & Record<string, unknown>;

const LIST: Statement = {
  name: 'lexicon.list-terms',
  text: `SELECT ${TERM_COLUMNS} FROM lexicon_terms term
         WHERE ($1::text IS NULL OR concept = $1 OR starts_with(concept, $1 || '.'))
           AND ($2::text IS NULL OR id IN (SELECT term_id FROM lexicon_forms WHERE form LIKE $2))
           AND ($3::text IS NULL OR origin = $3) AND ($4::text IS NULL OR state = $4) AND ($5::uuid IS NULL OR id < $5)
         ORDER BY id DESC LIMIT $6`,
};
const READ: Statement = {
  name: 'lexicon.read-term',
  text: `SELECT ${TERM_COLUMNS} FROM lexicon_terms term WHERE id = $1`,
};
