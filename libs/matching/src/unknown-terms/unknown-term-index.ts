import { Injectable } from '@nestjs/common';
import { type Actor } from '@shuqiao/kernel';
import { Audit, Database, type Statement } from '@shuqiao/platform';
import { LexiconBridge } from '@shuqiao/taxonomy';
import { keysWithin } from '@shuqiao/text';
import { PUBLIC_SUBJECTS, type PublicSubject, type SubjectKind, unknownWordsIn } from './public-texts';
import { Sightings } from './sightings';

const BATCH = 100;

/**
 * Keeps the unknown terms. What changed stands in line and is read by the clock, a hundred subjects a transaction, by one
 * writer at a time: nobody waits for it, and an API that publishes loads no dictionary.
 */
@Injectable()
export class UnknownTermIndex {
  constructor(
    private readonly database: Database,
    private readonly lexicon: LexiconBridge,
    private readonly sightings: Sightings,
    private readonly audit: Audit,
  ) {}

  /** Puts a subject in line. What an event handler calls. */
  async queue(actor: Actor, kind: SubjectKind, subjectId: string): Promise<void> {
    await this.database.queryOnce(actor, QUEUE, [kind, subjectId]);
  }

  /** The same for a company with its demands, which are public only as long as it is. */
  async queueWithDemands(actor: Actor, companyId: string): Promise<void> {
    await this.database.transaction(actor, async () => {
      await this.database.query(QUEUE, ['company', companyId]);
      await this.database.query(QUEUE_DEMANDS_OF, [companyId]);
    });
  }

  /** Has the texts read again that a change of a term may concern, and opens anew what only this term had taught. */
  followTerm(actor: Actor, termId: string): Promise<void> {
    return this.follow(actor, FORMS_OF_TERM, termId, async () => {
      for (const { id } of await this.database.query<{ id: string }>(REOPEN, [termId])) {
        await this.audit.record(actor, {
          action: 'unknown_term.reopened',
          subjectType: 'unknown_term',
          subjectId: id,
          details: { termId },
        });
      }
    });
  }

  /** The same for a concept, whose labels and synonyms are forms too. */
  followConcept(actor: Actor, code: string): Promise<void> {
    return this.follow(actor, FORMS_OF_CONCEPT, code);
  }

  /** Reads what stands in line; answers how many subjects it looked at. */
  async work(actor: Actor, signal?: AbortSignal): Promise<number> {
    for (let done = 0; ;) {
      if (signal?.aborted) return done;
      const read = await this.database.transaction(actor, () => this.batch());
      done += read;
      if (read < BATCH) return done;
    }
  }

  private async follow(actor: Actor, statement: Statement, id: string, besides?: () => Promise<void>): Promise<void> {
    await this.database.transaction(actor, async () => {
      // After the batch that is under way, which may read by the lexicon of before; later ones read by the new one.
      await this.database.query(ONE_WRITER, []);
      const forms = await this.database.query<{ form: string }>(statement, [id]);
      const keys = new Set(forms.flatMap(({ form }) => keysWithin(form)));
      await this.database.query(QUEUE_READERS_OF, [[...keys]]);
      await besides?.();
    });
  }

  private async batch(): Promise<number> {
    await this.database.query(ONE_WRITER, []);
    const rows = await this.database.query<{ subjectId: string; kind: SubjectKind }>(TAKE, []);
    if (!rows.length) return 0;
    const { bridge } = await this.lexicon.current();
    const ids = rows.map(({ subjectId }) => subjectId);
    const sources = await this.database.query<PublicSubject & Record<string, unknown>>(PUBLIC_SUBJECTS, [ids]);
    const words = new Map(sources.map(({ subjectId, document }) => [subjectId, unknownWordsIn(document, bridge)]));
    await this.sightings.write(rows.map((row) => ({ ...row, words: words.get(row.subjectId) ?? [] })));
    return rows.length;
  }
}

export const ONE_WRITER: Statement = {
  name: 'unknown-terms.one-writer',
  text: `SELECT pg_advisory_xact_lock(hashtext('unknown-terms-writer'))`,
};
const QUEUE: Statement = {
  name: 'unknown-terms.queue',
  text: `INSERT INTO unknown_term_pending (kind, subject_id) VALUES ($1, $2)
         ON CONFLICT ON CONSTRAINT unknown_term_pending_pkey DO NOTHING`,
};
const QUEUE_DEMANDS_OF: Statement = {
  name: 'unknown-terms.queue-demands-of',
  text: `INSERT INTO unknown_term_pending (kind, subject_id)
         SELECT 'demand', demand_id FROM demand_listings WHERE company_id = $1 AND status = 'open'
         ON CONFLICT ON CONSTRAINT unknown_term_pending_pkey DO NOTHING`,
};
const QUEUE_READERS_OF: Statement = {
  name: 'unknown-terms.queue-readers-of',
  text: `INSERT INTO unknown_term_pending (kind, subject_id)
         SELECT DISTINCT kind, subject_id FROM unknown_term_sightings
         JOIN unknown_terms unknown ON unknown.id = term_id WHERE unknown.key = ANY ($1::text[])
         ON CONFLICT ON CONSTRAINT unknown_term_pending_pkey DO NOTHING`,
};
const TAKE: Statement = {
  name: 'unknown-terms.take-pending',
  text: `DELETE FROM unknown_term_pending WHERE subject_id IN (
           SELECT subject_id FROM unknown_term_pending ORDER BY subject_id LIMIT ${BATCH})
         RETURNING subject_id AS "subjectId", kind`,
};
const FORMS_OF_TERM: Statement = {
  name: 'unknown-terms.forms-of-term',
  text: 'SELECT form FROM lexicon_forms WHERE term_id = $1',
};
const FORMS_OF_CONCEPT: Statement = {
  name: 'unknown-terms.forms-of-concept',
  text: `SELECT value AS form FROM concepts, jsonb_each_text(labels) WHERE code = $1
         UNION SELECT synonym FROM concepts, jsonb_each(synonyms) AS own, jsonb_array_elements_text(own.value) AS synonym
           WHERE code = $1`,
};
const REOPEN: Statement = {
  name: 'unknown-terms.reopen',
  text: `UPDATE unknown_terms unknown SET state = 'open', taught_term_id = NULL, decided_by = NULL, decided_at = NULL
         WHERE taught_term_id = $1 AND NOT EXISTS (SELECT FROM lexicon_forms form WHERE form.key = unknown.key AND active)
         RETURNING id`,
};
