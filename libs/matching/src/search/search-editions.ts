import { Injectable } from '@nestjs/common';
import type { Actor } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { QUEUE_INDEXED, QUEUE_PUBLIC } from './search-sources';
import type { SearchKind } from './search-terms';
import { type Edition, SearchWords, type Words } from './search-words';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

interface Row extends Edition, Record<string, unknown> {
  readonly turn: string;
  readonly until: string | null;
}

/**
 * Keeps by which edition of the analysis and of the taxonomy's words the index is made. When it changes, everything is put
 * in line: the row says so before the first is, so that a program of another edition takes none, and says how far the
 * line reached when the last was, so that a crash loses nothing.
 */
@Injectable()
export class SearchEditions {
  constructor(
    private readonly database: Database,
    private readonly searchWords: SearchWords,
  ) {}

  /**
   * What to index with. Other words of the taxonomy than the index has are newer ones, and make it be of their edition;
   * another analysis is that of another release, which {@link takeOver} decides about.
   */
  async words(actor: Actor, kind: SearchKind): Promise<Words> {
    const words = await this.searchWords.current();
    const [row] = await this.database.read<Row>(STORED, [kind]);
    const { analysis, taxonomy } = words.edition;
    if (row?.analysis === analysis && row.taxonomy === taxonomy) return words;
    return this.adopt(actor, kind, { evenOfOtherRelease: false, anew: false });
  }

  /** Makes the index be of this program's edition, if it is not. */
  async takeOver(actor: Actor, kind: SearchKind): Promise<void> {
    await this.adopt(actor, kind, { evenOfOtherRelease: true, anew: false });
  }

  /** Makes the index be of this program's edition, and everything be looked at again even if it was. */
  async begin(actor: Actor, kind: SearchKind): Promise<void> {
    await this.adopt(actor, kind, { evenOfOtherRelease: true, anew: true });
  }

  /** Puts every subject in line, if they are to be; from the first one on again when it was interrupted. */
  async queueAll(actor: Actor, kind: SearchKind, signal?: AbortSignal): Promise<void> {
    const [row] = await this.database.queryOnce<Row>(actor, STORED, [kind]);
    if (!row || row.until !== null) return;
    await this.queue(actor, QUEUE_PUBLIC[kind], [], signal);
    await this.queue(actor, QUEUE_INDEXED, [kind], signal);
    if (!signal?.aborted) await this.database.queryOnce(actor, ALL_IN_LINE, [kind, row.turn]);
  }

  /** How many subjects a rebuild that is under way has still to look at; null while they are not all in line. */
  async left(actor: Actor, kind: SearchKind): Promise<number | null> {
    const [row] = await this.database.queryOnce<{ left: number | null }>(actor, LEFT, [kind]);
    return row ? row.left : 0;
  }

  private async adopt(
    actor: Actor,
    kind: SearchKind,
    { evenOfOtherRelease, anew }: { evenOfOtherRelease: boolean; anew: boolean },
  ): Promise<Words> {
    this.searchWords.expire();
    const words = await this.searchWords.current();
    const { analysis, taxonomy } = words.edition;
    // Under the lock of the writers, so that no batch is half of one edition.
    await this.database.transaction(actor, async () => {
      await this.database.query(ONE_WRITER, [kind]);
      await this.database.query(ADOPT, [kind, analysis, taxonomy, evenOfOtherRelease, anew]);
    });
    return words;
  }

  private async queue(
    actor: Actor,
    statement: Statement,
    values: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    for (let last: string | null = FIRST_ID; last !== null && !signal?.aborted;) {
      const after: string = last;
      const [row] = await this.database.queryOnce<{ last: string | null }>(actor, statement, [...values, after]);
      last = row?.last ?? null;
    }
  }
}

export const ONE_WRITER: Statement = {
  name: 'search.one-writer',
  text: `SELECT pg_advisory_xact_lock(hashtext('search-writer'), hashtext($1))`,
};
const STORED: Statement = {
  name: 'search.stored-edition',
  text: 'SELECT analysis, taxonomy, turn, until FROM search_editions WHERE kind = $1',
};
// An index that nothing is in yet is of any edition.
const ADOPT: Statement = {
  name: 'search.adopt-edition',
  text: `INSERT INTO search_editions AS kept (kind, analysis, taxonomy, turn, until)
         SELECT $1, $2, $3, 1, CASE WHEN NOT $5::boolean AND NOT EXISTS (SELECT FROM search_documents WHERE kind = $1) THEN 0 END
         ON CONFLICT ON CONSTRAINT search_editions_pkey DO UPDATE
           SET analysis = excluded.analysis, taxonomy = excluded.taxonomy, turn = kept.turn + 1, until = NULL
         WHERE $5::boolean OR CASE WHEN kept.analysis = excluded.analysis THEN kept.taxonomy <> excluded.taxonomy ELSE $4::boolean END`,
};
const ALL_IN_LINE: Statement = {
  name: 'search.all-in-line',
  text: `UPDATE search_editions SET until = (SELECT coalesce(max(sequence), 0) FROM search_pending WHERE kind = $1)
         WHERE kind = $1 AND turn = $2 AND until IS NULL`,
};
const LEFT: Statement = {
  name: 'search.rebuild-left',
  text: `SELECT CASE WHEN until IS NOT NULL THEN (SELECT count(*)::int FROM search_pending waiting
           WHERE waiting.kind = edition.kind AND sequence <= until) END AS left
         FROM search_editions edition WHERE kind = $1`,
};
