import { Injectable } from '@nestjs/common';
import { type Actor } from '@shuqiao/kernel';
import { Database, sqlState, type Statement } from '@shuqiao/platform';
import { ONE_WRITER, SearchEditions } from './search-editions';
import { type Indexed, indexSource, type Source, SOURCES } from './search-sources';
import { facetsAmong, SEARCH_KINDS, type SearchKind } from './search-terms';
import { FORGET_WORDS, WordChanges, WRITE_WORDS } from './search-vocabulary';
import type { Words } from './search-words';

const BATCH = 100;
/** A value that the database cannot hold, a constraint, a limit: it will be refused again. */
const REFUSAL = /^(22|23|54)/;

/** How a long work is watched and ended. */
export interface Course {
  /** Ends the work between two batches; what is left stays in line. */
  readonly signal?: AbortSignal | undefined;
  /** Told after each batch how many subjects it looked at. */
  readonly onBatch?: (done: number) => void;
}

interface Known {
  readonly subjectId: string;
  readonly position: string;
  readonly terms: string[];
  readonly words: string[];
}

/** The postings that come and go with one batch, column by column as `search_write` takes them. */
interface Changes {
  readonly terms: string[];
  readonly positions: string[];
  readonly added: boolean[];
}

/**
 * Keeps the search index. Changed subjects stand in line; whoever works on the line holds the one lock of its kind, so
 * that there is a single writer. A batch is one transaction that compares what a subject is found by with what it was
 * found by: repeating it changes nothing, and a crash leaves the batch in line.
 */
@Injectable()
export class SearchIndex {
  constructor(
    private readonly database: Database,
    private readonly editions: SearchEditions,
  ) {}

  /** Puts a subject in line and works the line off. What an event handler calls. */
  refresh(actor: Actor, kind: SearchKind, subjectId: string, course: Course = {}): Promise<void> {
    return this.refreshAll(actor, kind, [subjectId], course);
  }

  /** The same for many, which cost little more than one. */
  async refreshAll(actor: Actor, kind: SearchKind, subjectIds: readonly string[], course: Course = {}): Promise<void> {
    await this.database.queryOnce(actor, QUEUE, [kind, subjectIds]);
    await this.workOff(actor, kind, course);
  }

  /** Takes up a company's demands that are found by another side or kind than it has now. */
  async refreshDemandsOf(actor: Actor, companyId: string, course: Course = {}): Promise<void> {
    // Under the lock, since a demand that is being indexed just now may have read the company as it was.
    await this.database.transaction(actor, async () => {
      await this.database.query(ONE_WRITER, ['demand']);
      await this.database.query(QUEUE_DEMANDS_OF, [companyId]);
    });
    await this.workOff(actor, 'demand', course);
  }

  /**
   * Works the line of a kind off, a hundred subjects a transaction; answers how many subjects it looked at.
   * @throws what the database said to a subject that it refused, once all others are done.
   */
  async work(actor: Actor, kind: SearchKind, course: Course = {}): Promise<number> {
    const { done, fault } = await this.workOff(actor, kind, course);
    if (fault) throw fault;
    return done;
  }

  /** A subject that the database refuses stays in line and keeps no other from being indexed. */
  private async workOff(
    actor: Actor,
    kind: SearchKind,
    { signal, onBatch }: Course,
  ): Promise<{ done: number; fault?: Error }> {
    const words = await this.editions.words(actor, kind);
    const refused: string[] = [];
    let done = 0;
    let fault: Error | undefined;
    // So many are taken one by one, because a batch with them was refused.
    let suspects = 0;
    while (!signal?.aborted) {
      const size = suspects > 0 ? 1 : BATCH;
      const taken: string[] = [];
      try {
        await this.database.transaction(actor, () => this.workBatch(kind, words, size, refused, taken));
      } catch (error) {
        if (!(error instanceof Error) || !REFUSAL.test(sqlState(error)) || !taken.length) throw error;
        if (taken.length === 1) {
          refused.push(...taken);
          fault ??= error;
        }
        suspects = size === 1 ? suspects - 1 : taken.length;
        continue;
      }
      done += taken.length;
      onBatch?.(taken.length);
      suspects = Math.max(0, suspects - 1);
      if (taken.length < size) break;
    }
    return fault ? { done, fault } : { done };
  }

  /** Leaves in `taken` whom it took, also when it fails; nobody while the index is of another edition than the words. */
  private async workBatch(
    kind: SearchKind,
    { analyzer, edition }: Words,
    size: number,
    refused: readonly string[],
    taken: string[],
  ): Promise<void> {
    await this.database.query(ONE_WRITER, [kind]);
    const rows = await this.database.query<{ subject_id: string }>(TAKE, [
      kind,
      size,
      refused,
      edition.analysis,
      edition.taxonomy,
    ]);
    const ids = rows.map((row) => row.subject_id);
    taken.splice(0, taken.length, ...ids);
    if (!ids.length) return;
    const sources = await this.database.query<Source>(SOURCES[kind], [ids]);
    const indexed = new Map(sources.map((source) => [source.subjectId, indexSource(source, analyzer)]));
    await this.write(kind, ids, sources, indexed);
  }

  /**
   * Looks at every subject of a kind again. It may be interrupted at any point: what is in line stays there, and
   * {@link catchUp}, which also runs by the clock, goes on.
   */
  async rebuild(actor: Actor, kind: SearchKind, course: Course = {}): Promise<void> {
    await this.editions.begin(actor, kind);
    await this.editions.queueAll(actor, kind, course.signal);
    await this.work(actor, kind, course);
  }

  /**
   * Looks at everything again if the index was made by another analysis or other words of the taxonomy than this program
   * has; otherwise goes on with what is in line.
   */
  async follow(actor: Actor, course: Course = {}): Promise<void> {
    for (const kind of SEARCH_KINDS) await this.editions.takeOver(actor, kind);
    await this.catchUp(actor, course);
  }

  /** Takes up what is in line still, or is not in line yet, because a program ended in the middle. */
  async catchUp(actor: Actor, course: Course = {}): Promise<void> {
    const faults: (Error | undefined)[] = [];
    for (const kind of SEARCH_KINDS) {
      await this.editions.queueAll(actor, kind, course.signal);
      faults.push((await this.workOff(actor, kind, course)).fault);
    }
    for (const fault of faults) if (fault) throw fault;
  }

  private async write(
    kind: SearchKind,
    ids: readonly string[],
    sources: readonly Source[],
    indexed: ReadonlyMap<string, Indexed>,
  ): Promise<void> {
    const deadlines = sources.map((source) => source.deadline);
    const subjects = sources.map((source) => source.subjectId);
    await this.database.query(NUMBER, [kind, subjects, deadlines]);
    const known = await this.database.query<Known & Record<string, unknown>>(KNOWN, [kind, ids]);
    const changes: Changes = { terms: [], positions: [], added: [] };
    const termsOf = known.map((document) => {
      const terms = indexed.get(document.subjectId)?.terms ?? [];
      compare(document, terms, changes);
      return terms;
    });
    if (changes.terms.length) await this.database.query(WRITE, [kind, changes.terms, changes.positions, changes.added]);
    const words = await this.writeWords(kind, known, indexed);
    const rows = known.map(({ position }, index) => {
      const terms = termsOf[index] ?? [];
      return { position, terms, facets: facetsAmong(terms), words: words[index] };
    });
    await this.database.query(KEEP_TERMS, [kind, JSON.stringify(rows)]);
    const names = [...indexed].flatMap(([id, { names: own }]) => own.map((name) => ({ id, ...name })));
    await this.database.query(WRITE_NAMES, [kind, ids, JSON.stringify(names)]);
  }

  private async writeWords(
    kind: SearchKind,
    known: readonly Known[],
    indexed: ReadonlyMap<string, Indexed>,
  ): Promise<string[][]> {
    const changes = new WordChanges();
    const words = known.map((document) => {
      const own = indexed.get(document.subjectId)?.words ?? [];
      changes.compare(document.words, own);
      return own;
    });
    const values = changes.values(kind);
    if (values) {
      await this.database.query(WRITE_WORDS, values);
      await this.database.query(FORGET_WORDS, values);
    }
    return words;
  }
}

function compare({ position, terms }: Known, wanted: readonly string[], changes: Changes): void {
  const before = new Set(terms);
  const after = new Set(wanted);
  const add = (term: string, added: boolean): void => {
    changes.terms.push(term);
    changes.positions.push(position);
    changes.added.push(added);
  };
  for (const term of after) if (!before.has(term)) add(term, true);
  for (const term of before) if (!after.has(term)) add(term, false);
}

const QUEUE: Statement = {
  name: 'search.queue',
  text: `INSERT INTO search_pending (kind, subject_id) SELECT $1, unnest($2::uuid[])
         ON CONFLICT ON CONSTRAINT search_pending_pkey DO NOTHING`,
};
const QUEUE_DEMANDS_OF: Statement = {
  name: 'search.queue-demands-of',
  text: `INSERT INTO search_pending (kind, subject_id)
         SELECT 'demand', demand.id FROM companies company JOIN demands demand ON demand.company_id = company.id
         JOIN search_documents document ON document.kind = 'demand' AND document.subject_id = demand.id
         WHERE company.id = $1
           AND NOT document.facets @> ARRAY['=side:' || company.side, '=kind:' || company.kind]
         ON CONFLICT ON CONSTRAINT search_pending_pkey DO NOTHING`,
};
const TAKE: Statement = {
  name: 'search.take-pending',
  text: `DELETE FROM search_pending WHERE kind = $1 AND subject_id IN (
           SELECT subject_id FROM search_pending WHERE kind = $1 AND subject_id <> ALL ($3::uuid[])
           ORDER BY sequence LIMIT $2)
         AND EXISTS (SELECT FROM search_editions WHERE kind = $1 AND analysis = $4 AND taxonomy = $5) RETURNING subject_id`,
};
// New subjects are numbered in the order of the sources, which is by age.
const NUMBER: Statement = {
  name: 'search.number-documents',
  text: `WITH given AS (SELECT * FROM unnest($2::uuid[], $3::timestamptz[]) WITH ORDINALITY AS one (id, deadline, rank)),
           moved AS (UPDATE search_documents kept SET deadline = given.deadline FROM given
             WHERE kept.kind = $1 AND kept.subject_id = given.id AND kept.deadline IS DISTINCT FROM given.deadline)
         INSERT INTO search_documents (kind, position, subject_id, deadline)
         SELECT $1, (SELECT coalesce(max(position), -1) FROM search_documents WHERE kind = $1) + row_number() OVER (ORDER BY given.rank),
           given.id, given.deadline
         FROM given WHERE NOT EXISTS (SELECT FROM search_documents known WHERE known.kind = $1 AND known.subject_id = given.id)`,
};
const KNOWN: Statement = {
  name: 'search.known-documents',
  text: `SELECT document.subject_id AS "subjectId", document.position, coalesce(stored.terms, '{}') AS terms, coalesce(stored.words, '{}') AS words
         FROM search_documents document LEFT JOIN search_document_terms stored USING (kind, position)
         WHERE document.kind = $1 AND document.subject_id = ANY ($2::uuid[])`,
};
const WRITE: Statement = {
  name: 'search.write',
  text: 'SELECT search_write($1, $2::text[], $3::bigint[], $4::boolean[])',
};
const KEEP_TERMS: Statement = {
  name: 'search.keep-terms',
  text: `WITH given AS (
           SELECT * FROM jsonb_to_recordset($2::jsonb) AS one (position bigint, terms text[], facets text[], words text[])),
           moved AS (UPDATE search_documents kept SET facets = given.facets FROM given
             WHERE kept.kind = $1 AND kept.position = given.position AND kept.facets <> given.facets)
         INSERT INTO search_document_terms (kind, position, terms, words) SELECT $1, position, terms, words FROM given
         ON CONFLICT ON CONSTRAINT search_document_terms_pkey DO UPDATE SET terms = excluded.terms, words = excluded.words`,
};
const WRITE_NAMES: Statement = {
  name: 'search.write-names',
  text: `WITH given AS (SELECT * FROM jsonb_to_recordset($3::jsonb) AS one (id uuid, name text, folded text)),
           gone AS (DELETE FROM search_names kept WHERE kind = $1 AND subject_id = ANY ($2::uuid[])
             AND NOT EXISTS (SELECT FROM given WHERE given.id = kept.subject_id AND given.folded = kept.name_folded))
         INSERT INTO search_names (kind, subject_id, name, name_folded) SELECT $1, id, name, folded FROM given
         ON CONFLICT ON CONSTRAINT search_names_pkey DO UPDATE SET name = excluded.name`,
};
