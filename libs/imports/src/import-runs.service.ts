import { Injectable } from '@nestjs/common';
import { companiesListed } from '@shuqiao/companies';
import { type Actor, Clock, DomainError, type FieldError } from '@shuqiao/kernel';
import { Audit, Database, Outbox, sqlState, type Statement } from '@shuqiao/platform';
import { importFinished } from './imports.events';
import { type ImportFault, MOST_FAULTS, type NewImport } from './imports.service';
import { type LineOutcome, RecordKeeper } from './record-keeper';
import { readRecord } from './records';

interface RunningImport extends NewImport {
  readonly id: string;
  readonly createdBy: string;
  readonly refused: number;
}

interface WaitingLine {
  readonly line: number;
  readonly content: string;
}

type Row<T> = T & Record<string, unknown>;

const BATCH = 50;
/** What the database itself refuses: data exceptions and violated constraints. */
const REFUSED_BY_DATABASE = /^2[23]/;
const NEVER = new AbortController().signal;

/** Does the lines of imports, in small transactions: each line leaves in the one that it takes effect in. For the worker. */
@Injectable()
export class ImportRuns {
  constructor(
    private readonly database: Database,
    private readonly records: RecordKeeper,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Does what is left of an import; taken up where an earlier run ended. May run twice at once, and be interrupted. */
  async run(actor: Actor, importId: string, signal: AbortSignal = NEVER): Promise<void> {
    for (let more = true; more && !signal.aborted;) more = await this.batch(actor, importId);
  }

  /** Goes on with every import that is not finished. Returns how many there were. */
  async continueAll(actor: Actor, signal: AbortSignal = NEVER): Promise<number> {
    const open = await this.database.queryOnce<{ id: string }>(actor, OPEN, []);
    for (const { id } of open) await this.run(actor, id, signal);
    return open.length;
  }

  private async batch(actor: Actor, importId: string): Promise<boolean> {
    try {
      return await this.some(actor, importId, BATCH);
    } catch (error) {
      if (!REFUSED_BY_DATABASE.test(sqlState(error))) throw error;
    }
    // One line of the batch cannot be stored: each gets a transaction of its own, so that the others are not lost with it.
    for (let done = 0; done < BATCH; done++) if (!(await this.single(actor, importId))) return false;
    return true;
  }

  private async single(actor: Actor, importId: string): Promise<boolean> {
    try {
      return await this.some(actor, importId, 1);
    } catch (error) {
      if (!REFUSED_BY_DATABASE.test(sqlState(error))) throw error;
      return this.some(actor, importId, 1, 'cannot_be_stored');
    }
  }

  /** False when nothing is left. With `refusal` the lines are refused unread. */
  private some(actor: Actor, importId: string, most: number, refusal?: string): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const [current] = await this.database.query<Row<RunningImport>>(LOCK, [importId]);
      if (!current) return false;
      const lines = await this.database.query<Row<WaitingLine>>(NEXT, [importId, most]);
      if (!lines.length) return this.finish(actor, current);
      const counts = { added: 0, changed: 0, unchanged: 0, refused: 0 };
      const faults: ImportFault[] = [];
      const listed: string[] = [];
      for (const { line, content } of lines) {
        const outcome = refusal ? [{ pointer: '', code: refusal }] : await this.take(actor, current, content);
        if (!Array.isArray(outcome)) {
          counts[outcome.outcome] += 1;
          if (outcome.listed) listed.push(outcome.listed);
        } else {
          counts.refused += 1;
          faults.push(...outcome.map(({ pointer, code }) => ({ line, pointer: pointer.slice(0, 300), code })));
        }
      }
      await this.database.query(DONE, [importId, lines.map(({ line }) => line)]);
      if (listed.length) await this.outbox.publish(actor, companiesListed(listed));
      const { added, changed, unchanged, refused } = counts;
      await this.database.query(COUNT, [importId, added, changed, unchanged, refused]);
      if (faults.length && current.refused < MOST_FAULTS)
        await this.database.query(TELL, [importId, JSON.stringify(faults.slice(0, MOST_FAULTS - current.refused))]);
      return true;
    });
  }

  private async take(
    actor: Actor,
    current: RunningImport,
    content: string,
  ): Promise<LineOutcome | { pointer: string; code: string }[]> {
    try {
      const record = readRecord(current.kind, content, current.country);
      return await this.records.keep(actor, current, current.createdBy, record);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (!error.errors.length) return [{ pointer: '', code: error.kind.code.toLowerCase() }];
      return error.errors.map(({ pointer, kind }: FieldError) => ({ pointer, code: kind.code }));
    }
  }

  private async finish(actor: Actor, { id }: RunningImport): Promise<false> {
    const [done] = await this.database.query<Row<Record<'added' | 'changed' | 'unchanged' | 'refused', number>>>(
      FINISH,
      [id, this.clock.now()],
    );
    const { added = 0, changed = 0, unchanged = 0, refused = 0 } = done ?? {};
    const details = { added, changed, unchanged, refused };
    await this.audit.record(actor, { action: 'import.finished', subjectType: 'import', subjectId: id, details });
    await this.outbox.publish(actor, importFinished(id));
    return false;
  }
}

const LOCK: Statement = {
  name: 'imports.lock',
  text: `UPDATE imports SET state = 'running' WHERE id = $1 AND state <> 'finished'
         RETURNING id, kind, source, publish, to_json(open_until) #>> '{}' AS "openUntil", country, created_by AS "createdBy", refused`,
};
const OPEN: Statement = {
  name: 'imports.open',
  text: `SELECT id FROM imports WHERE state <> 'finished' ORDER BY id LIMIT 100`,
};
const NEXT: Statement = {
  name: 'imports.next-lines',
  text: 'SELECT line, content FROM import_lines WHERE import_id = $1 ORDER BY line LIMIT $2',
};
const DONE: Statement = {
  name: 'imports.done-lines',
  text: 'DELETE FROM import_lines WHERE import_id = $1 AND line = ANY ($2::integer[])',
};
const COUNT: Statement = {
  name: 'imports.count',
  text: `UPDATE imports SET added = added + $2, changed = changed + $3, unchanged = unchanged + $4, refused = refused + $5 WHERE id = $1`,
};
const TELL: Statement = {
  name: 'imports.tell-faults',
  text: `INSERT INTO import_faults (import_id, line, pointer, code)
         SELECT $1, line, pointer, code FROM jsonb_to_recordset($2::jsonb) AS fault (line integer, pointer text, code text)
         ON CONFLICT ON CONSTRAINT import_faults_pkey DO NOTHING`,
};
const FINISH: Statement = {
  name: 'imports.finish',
  text: `UPDATE imports SET state = 'finished', finished_at = $2 WHERE id = $1 RETURNING added, changed, unchanged, refused`,
};
