import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  fieldError,
  invalid,
  type JsonObject,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { LexiconEditing, type TermRecord } from '@shuqiao/taxonomy';
import { formKey } from '@shuqiao/text';
import type { Lesson, UnknownTerm, UnknownTermState, UnknownTermWithExamples } from './unknown-term';
import { UNKNOWN_TERM_NOT_DISMISSED, UNKNOWN_TERM_NOT_OPEN, UNKNOWN_TERM_NOT_TAUGHT } from './unknown-term.errors';
import { UnknownTermExamples } from './unknown-term-examples';

export interface UnknownTermFilter {
  readonly state: UnknownTermState;
  readonly language?: UnknownTerm['language'] | undefined;
}

/** What staff do with the words that public texts have and the lexicon lacks. */
@Injectable()
export class UnknownTerms {
  constructor(
    private readonly database: Database,
    private readonly lexicon: LexiconEditing,
    private readonly examples: UnknownTermExamples,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The most frequent first, with up to three examples each. */
  async list(
    actor: Actor,
    { state, language }: UnknownTermFilter,
    { limit, cursor }: PageRequest,
  ): Promise<Page<UnknownTermWithExamples>> {
    const [texts, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, ['integer', 'uuid']);
    // Open words that a term covers everywhere are nothing to do.
    const least = state === 'open' ? 1 : 0;
    const place = [state, least, texts, id, limit + 1];
    const rows = language
      ? await this.database.queryOnce<Row>(actor, LIST_OF_LANGUAGE, [...place, language])
      : await this.database.queryOnce<Row>(actor, LIST, place);
    const page = pageOf(rows, limit, (row) => [row.texts, row.id]);
    const examples = await this.examples.of(
      actor,
      page.items.map((row) => row.id),
    );
    return { ...page, items: page.items.map((row) => ({ ...row, examples: examples.get(row.id) ?? [] })) };
  }

  /**
   * Teaches an open word: adds a term that has it as a form, or adds it to a term as another form.
   * @throws DomainError NOT_FOUND, UNKNOWN_TERM_NOT_OPEN, and what {@link LexiconEditing} refuses.
   */
  teach(actor: Actor, id: string, lesson: Lesson): Promise<TermRecord> {
    return this.database.transaction(actor, async () => {
      const unknown = await this.require(id, 'open');
      const term = await this.learn(actor, unknown, lesson);
      await this.database.query(SET_TAUGHT, [id, term.id, actor.accountId, this.clock.now()]);
      await this.settle(actor, 'taught', id, { termId: term.id });
      return term;
    });
  }

  /** Puts an open word aside; it stays so, however often it comes. @throws DomainError NOT_FOUND, UNKNOWN_TERM_NOT_OPEN. */
  dismiss(actor: Actor, id: string, reason: string): Promise<UnknownTerm> {
    return this.database.transaction(actor, async () => {
      await this.require(id, 'open');
      const [row] = await this.database.query<Row>(SET_DISMISSED, [id, reason, actor.accountId, this.clock.now()]);
      await this.settle(actor, 'dismissed', id, { reason });
      return row;
    });
  }

  /** Takes a dismissal back. @throws DomainError NOT_FOUND, UNKNOWN_TERM_NOT_DISMISSED. */
  restore(actor: Actor, id: string): Promise<UnknownTerm> {
    return this.database.transaction(actor, async () => {
      await this.require(id, 'dismissed');
      const [row] = await this.database.query<Row>(SET_OPEN, [id]);
      await this.settle(actor, 'restored', id, {});
      return row;
    });
  }

  private async require(id: string, state: UnknownTermState): Promise<UnknownTerm & { key: string }> {
    const [row] = await this.database.query<Row & { key: string }>(FIND, [id]);
    if (!row) throw new DomainError(NOT_FOUND);
    if (row.state === state) return row;
    throw new DomainError(state === 'open' ? UNKNOWN_TERM_NOT_OPEN : UNKNOWN_TERM_NOT_DISMISSED, { status: row.state });
  }

  private learn(actor: Actor, { key, term }: UnknownTerm & { key: string }, lesson: Lesson): Promise<TermRecord> {
    const refuse = (pointer: string) => invalid(fieldError(pointer, UNKNOWN_TERM_NOT_TAUGHT, { term }));
    if ('addTo' in lesson) {
      if (formKey(lesson.addTo.form) !== key) throw refuse('/addTo/form');
      const { termId, version, ...addition } = lesson.addTo;
      return this.lexicon.addForm(actor, termId, version, addition, '/addTo/form');
    }
    const { zh, ru, en } = lesson.term.forms;
    if (![...zh, ...ru, ...en].some((form) => formKey(form) === key)) throw refuse('/term/forms');
    return this.lexicon.add(actor, lesson.term, '/term');
  }

  private async settle(actor: Actor, act: string, id: string, details: JsonObject): Promise<void> {
    const subject = { subjectType: 'unknown_term', subjectId: id };
    await this.audit.record(actor, { action: `unknown_term.${act}`, ...subject, details });
    await this.outbox.publish(actor, { name: `unknown_term.${act}.v1`, payload: { unknownTermId: id } });
  }
}

type Row = UnknownTerm & Record<string, unknown>;

const COLUMNS = `id, language, term, texts, state, reason, taught_term_id AS "taughtTermId", decided_by AS "decidedBy",
  decided_at AS "decidedAt"`;

const list = (name: string, and: string): Statement => ({
  name,
  text: `SELECT ${COLUMNS} FROM unknown_terms WHERE state = $1 AND texts >= $2 ${and}
           AND ($3::integer IS NULL OR (texts, id) < ($3, $4::uuid))
         ORDER BY texts DESC, id DESC LIMIT $5`,
});
const LIST = list('unknown-terms.list', '');
const LIST_OF_LANGUAGE = list('unknown-terms.list-of-language', 'AND language = $6');
const FIND: Statement = {
  name: 'unknown-terms.find',
  text: `SELECT ${COLUMNS}, key FROM unknown_terms WHERE id = $1 FOR UPDATE`,
};
const SET_TAUGHT: Statement = {
  name: 'unknown-terms.set-taught',
  text: `UPDATE unknown_terms SET state = 'taught', taught_term_id = $2, decided_by = $3, decided_at = $4 WHERE id = $1`,
};
const SET_DISMISSED: Statement = {
  name: 'unknown-terms.set-dismissed',
  text: `UPDATE unknown_terms SET state = 'dismissed', reason = $2, decided_by = $3, decided_at = $4 WHERE id = $1 RETURNING ${COLUMNS}`,
};
const SET_OPEN: Statement = {
  name: 'unknown-terms.set-open',
  text: `UPDATE unknown_terms SET state = 'open', reason = NULL, decided_by = NULL, decided_at = NULL WHERE id = $1 RETURNING ${COLUMNS}`,
};
