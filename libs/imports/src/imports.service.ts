import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type AccountActor,
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  newId,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { IMPORT_EMPTY, IMPORT_TOO_MANY_LINES } from './imports.errors';
import { importStarted } from './imports.events';
import { type FileLine, linesOf } from './lines';
import type { ImportKind } from './records';

export interface NewImport {
  readonly kind: ImportKind;
  /** Names where lines come from that do not say so themselves. */
  readonly source: string;
  /** Whether what is imported is found and matched, or waits for an import that says so. */
  readonly publish: boolean;
  /** The deadline of demands that name none; RFC 3339. */
  readonly openUntil: string | null;
  /** The country of lines whose own is missing or takes no part. */
  readonly country: string | null;
}

export interface ImportFault {
  /** Counted from 1. */
  readonly line: number;
  /** Into the line's JSON; empty for the line itself. */
  readonly pointer: string;
  readonly code: string;
}

export interface ImportState extends NewImport {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'finished';
  readonly lines: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

type Row<T> = T & Record<string, unknown>;

const MOST_LINES = 200_000;
/** Faults that are kept of one import; more are counted only. */
export const MOST_FAULTS = 200;
const STAGED_AT_ONCE = 500;
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Taking in files of companies and demands, and saying what became of them. The worker does the lines: ImportRuns. */
@Injectable()
export class Imports {
  constructor(
    private readonly database: Database,
    private readonly taxonomy: TaxonomyService,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes in a JSON Lines file, to be done by the worker. The same content again while it is not done is the same import.
   * The caller has checked the permission. Call it outside a transaction, since the upload takes as long as it takes.
   * @throws DomainError IMPORT_EMPTY, IMPORT_TOO_MANY_LINES, VALIDATION_FAILED for a country that takes no part.
   */
  async begin(actor: AccountActor, wanted: NewImport, file: AsyncIterable<Buffer | string>): Promise<ImportState> {
    if (wanted.country !== null) await this.taxonomy.requireParticipant(wanted.country, '?country');
    const hash = createHash('sha256');
    const lines: FileLine[] = [];
    for await (const line of linesOf(hashed(file, hash))) {
      if (lines.length === MOST_LINES) throw new DomainError(IMPORT_TOO_MANY_LINES, { max: MOST_LINES });
      lines.push(line);
    }
    if (!lines.length) throw new DomainError(IMPORT_EMPTY);
    return this.database.transaction(actor, () => this.stage(actor, wanted, lines, hash.digest('hex')));
  }

  /** What became of an import, with its first faults by line. */
  async get(actor: Actor, id: string): Promise<ImportState & { readonly faults: readonly ImportFault[] }> {
    const [state] = await this.database.queryOnce<Row<ImportState>>(actor, ONE, [id]);
    if (!state) throw new DomainError(NOT_FOUND);
    return { ...state, faults: await this.database.queryOnce<Row<ImportFault>>(actor, FAULTS, [id, MOST_FAULTS]) };
  }

  /** Newest first. */
  async list(actor: Actor, { limit, cursor }: PageRequest): Promise<Page<ImportState>> {
    const before = cursor ? decodeCursor(cursor, ['uuid']) : [LAST];
    const rows = await this.database.queryOnce<Row<ImportState>>(actor, PAGE, [...before, limit + 1]);
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  private async stage(
    actor: AccountActor,
    wanted: NewImport,
    lines: readonly FileLine[],
    sha256: string,
  ): Promise<ImportState> {
    const { kind, source, publish, openUntil, country } = wanted;
    const content = [kind, source, publish, openUntil, country, sha256];
    const faulty = lines.filter(({ fault }) => fault !== null);
    const counts = [lines.length, faulty.length];
    const values = [newId(), ...content, ...counts, actor.accountId, this.clock.now()];
    const [begun] = await this.database.query<{ id: string }>(BEGIN, values);
    if (!begun) return this.same(content);
    const { id } = begun;
    for (let from = 0; from < lines.length; from += STAGED_AT_ONCE) {
      const batch = lines.slice(from, from + STAGED_AT_ONCE).filter(({ fault }) => fault === null);
      await this.database.query(STAGE, [id, batch.map(({ line }) => line), batch.map(({ text }) => text)]);
    }
    const told = faulty.slice(0, MOST_FAULTS);
    await this.database.query(REFUSE, [id, told.map(({ line }) => line), told.map(({ fault }) => fault)]);
    await this.audit.record(actor, {
      action: 'import.started',
      subjectType: 'import',
      subjectId: id,
      details: { kind, source, publish, sha256, lines: lines.length },
    });
    await this.outbox.publish(actor, importStarted(id));
    const [state] = await this.database.query<Row<ImportState>>(ONE, [id]);
    return state as ImportState;
  }

  private async same(content: readonly unknown[]): Promise<ImportState> {
    const [state] = await this.database.query<Row<ImportState>>(SAME, content);
    // It was finished between the two statements: the next request begins a new one.
    if (!state) throw new DomainError(NOT_FOUND);
    return state;
  }
}

async function* hashed(file: AsyncIterable<Buffer | string>, hash: ReturnType<typeof createHash>) {
  for await (const chunk of file) {
    hash.update(chunk);
    yield chunk;
  }
}

const TIME = (column: string, name: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "${name}"`;
const STATE = `id, kind, source, publish, country, state, lines, added, changed, unchanged, refused, ${TIME('open_until', 'openUntil')},
  ${TIME('created_at', 'createdAt')}, ${TIME('finished_at', 'finishedAt')}`;

const BEGIN: Statement = {
  name: 'imports.begin',
  text: `INSERT INTO imports (id, kind, source, publish, open_until, country, sha256, lines, refused, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING RETURNING id`,
};
const SAME: Statement = {
  name: 'imports.same',
  text: `SELECT ${STATE} FROM imports WHERE kind = $1 AND source = $2 AND publish = $3 AND open_until IS NOT DISTINCT FROM $4
           AND country IS NOT DISTINCT FROM $5 AND sha256 = $6 AND state <> 'finished'`,
};
const STAGE: Statement = {
  name: 'imports.stage',
  text: `INSERT INTO import_lines (import_id, line, content) SELECT $1, line, content FROM unnest($2::integer[], $3::text[]) AS given (line, content)`,
};
const REFUSE: Statement = {
  name: 'imports.refuse',
  text: `INSERT INTO import_faults (import_id, line, pointer, code) SELECT $1, line, '', code FROM unnest($2::integer[], $3::text[]) AS given (line, code)`,
};
const ONE: Statement = { name: 'imports.one', text: `SELECT ${STATE} FROM imports WHERE id = $1` };
const PAGE: Statement = {
  name: 'imports.page',
  text: `SELECT ${STATE} FROM imports WHERE id < $1::uuid ORDER BY id DESC LIMIT $2`,
};
const FAULTS: Statement = {
  name: 'imports.faults',
  text: 'SELECT line, pointer, code FROM import_faults WHERE import_id = $1 ORDER BY line, pointer LIMIT $2',
};
