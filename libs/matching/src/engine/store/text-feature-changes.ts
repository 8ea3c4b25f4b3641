import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@shuqiao/platform';
import type { Collection } from '../limits';
import type { Change } from '../thread/changes';
import { type StoredText, textOf } from './stored-text';

const PAGE = 500;

/** Where somebody stands who follows the changes. */
export interface Position {
  /** The oldest transaction whose changes he may not have seen; all before it he has. */
  readonly mark: string;
  /** Changes of later transactions that he has seen: the transaction of each, by side and id. */
  readonly seen: ReadonlyMap<string, string>;
}

interface Row extends StoredText {
  readonly side: Collection;
  readonly id: string;
  readonly edition: string;
  readonly writtenIn: string;
}

/**
 * Reads the stored features from end to end, and what has changed since: never in a transaction that is open, whose own
 * changes may not come to be.
 */
@Injectable()
export class TextFeatureChanges {
  constructor(private readonly database: Database) {}

  /**
   * Where the changes are now, and which history of the database that belongs to: another after a restore, so that no
   * mark of one is taken for one of the other. Null when the database does not tell.
   */
  async now(): Promise<{ position: Position; history: string | null }> {
    const [row] = await this.database.read<{ mark: string; history: string | null }>(NOW, []);
    if (!row) throw new Error('The database does not say where it is');
    return { position: { mark: row.mark, seen: new Map() }, history: row.history };
  }

  /** All texts that are there, page by page. Take the position before: what changes meanwhile may be in either. */
  async *all(space: string): AsyncGenerator<Change[]> {
    for (let after: [string, string] = ['', FIRST_ID]; ;) {
      const rows = await this.database.read<Row & Record<string, unknown>>(ALL, [...after, PAGE]);
      const last = rows.at(-1);
      if (!last) return;
      yield rows.filter(({ edition }) => spaceOf(edition) === space).map((row) => changeOf(row, space));
      after = [last.side, last.id];
    }
  }

  /** Hands over what has changed since a position, and answers the new one. Each change is handed over once. */
  async since(position: Position, space: string, take: (changes: Change[]) => Promise<void>): Promise<Position> {
    const seen = new Map<string, string>();
    let mark: string | undefined;
    for (let after: [string, string, string] = [position.mark, '', FIRST_ID]; ;) {
      const rows = await this.database.read<(Row & { mark: string }) & Record<string, unknown>>(SINCE, [
        ...after,
        PAGE,
      ]);
      // That of the first page: what commits while later ones are read is seen the next time.
      mark ??= rows[0]?.mark ?? position.mark;
      const changed = rows.filter(({ id }) => id !== null);
      const fresh = changed.filter((row) => position.seen.get(keyOf(row)) !== row.writtenIn);
      for (const row of changed) if (BigInt(row.writtenIn) >= BigInt(mark)) seen.set(keyOf(row), row.writtenIn);
      if (fresh.length) await take(fresh.map((row) => changeOf(row, space)));
      const last = changed.at(-1);
      if (!last || changed.length < PAGE) return { mark, seen };
      after = [last.writtenIn, last.side, last.id];
    }
  }
}

/**
 * Texts meet when their features were made alike. A lexicon that learnt a word changes the edition, and yet what it made
 * before meets what it makes now: that part stands behind the last hyphen.
 */
export function spaceOf(edition: string): string {
  const hyphen = edition.lastIndexOf('-');
  return hyphen > 0 ? edition.slice(0, hyphen) : edition;
}

const keyOf = ({ side, id }: Row): string => `${side} ${id}`;

function changeOf(row: Row, space: string): Change {
  const isThere = row.features !== null && spaceOf(row.edition) === space;
  return { collection: row.side, id: row.id, text: isThere ? textOf(row) : null };
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const COLUMNS = 'side, subject_id AS id, edition, features, impacts, vector, written_in::text AS "writtenIn"';

// A restore makes another cluster, or another timeline of the same.
const NOW: Statement = {
  name: 'matching.text-features-now',
  text: `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS mark,
    CASE WHEN has_function_privilege('pg_control_system()', 'EXECUTE') AND has_function_privilege('pg_control_checkpoint()', 'EXECUTE')
      THEN (SELECT system_identifier FROM pg_control_system()) || '.' || (SELECT timeline_id FROM pg_control_checkpoint())
        || '.' || (SELECT oid FROM pg_database WHERE datname = current_database()) END AS history`,
};
const ALL: Statement = {
  name: 'matching.all-text-features',
  text: `SELECT ${COLUMNS} FROM text_features WHERE (side, subject_id) > ($1, $2::uuid) AND features IS NOT NULL
         ORDER BY side, subject_id LIMIT $3`,
};
// A row that a restored dump brought may name a transaction that has not been yet: it is of another history.
const SINCE: Statement = {
  name: 'matching.text-features-since',
  text: `SELECT edge.mark, changed.* FROM (SELECT pg_snapshot_xmin(now)::text AS mark, pg_snapshot_xmax(now) AS top
           FROM pg_current_snapshot() AS now) AS edge
         LEFT JOIN LATERAL (SELECT ${COLUMNS} FROM text_features
           WHERE (written_in, side, subject_id) > ($1::xid8, $2, $3::uuid) AND written_in < edge.top
           ORDER BY written_in, side, subject_id LIMIT $4) AS changed ON true`,
};
