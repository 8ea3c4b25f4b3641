import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { SaidWords, TextFeatures } from '@shuqiao/text';
import type { Collection } from '../limits';
import { featuresOf, type StoredText, textOf } from './stored-text';

/** One text as it is stored; without features for a subject that takes no part (any more). */
export interface TextFeatureRow {
  readonly collection: Collection;
  readonly id: string;
  /** Of the subject: what an earlier version says is not written over a later one. */
  readonly version: number;
  /** Of the bridge that made the features. */
  readonly edition: string;
  readonly text: TextFeatures | null;
  /** By which it can tell what it has in common with another. */
  readonly words?: SaidWords | null;
}

/** Rows of texts that went are kept so long; whoever has not followed for longer begins anew. */
export const REMOVED_KEPT_MS = 7 * 86_400_000;

/** Keeps the features of texts, which every program's index follows. */
@Injectable()
export class TextFeatureStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Writes many in the open transaction. Writing the same again changes nothing, and nobody has to follow it. */
  async write(rows: readonly TextFeatureRow[]): Promise<void> {
    const latest = new Map(rows.map((row) => [`${row.collection} ${row.id}`, row]));
    const all = [...latest.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
    if (!all.length) return;
    const values = [
      all.map(({ collection }) => collection),
      all.map(({ id }) => id),
      all.map(({ version }) => version),
      all.map(({ edition }) => edition),
      all.map(({ text }) => text && featuresOf(text)),
      all.map(({ text }) => text && Buffer.from(text.impacts)),
      all.map(({ text }) => text && Buffer.from(text.vector)),
      this.clock.now(),
      all.map(({ words }) => (words ? JSON.stringify(words) : null)),
    ];
    await this.database.query(WRITE, values);
  }

  /** Takes out subjects that take no part any more, in the open transaction. */
  async remove(collection: Collection, ids: readonly string[]): Promise<void> {
    await this.database.query(REMOVE, [collection, ids, this.clock.now()]);
  }

  /** What is stored of some subjects of a side, by their ids. Of those who take no part there is nothing. */
  async read(actor: Actor, collection: Collection, ids: readonly string[]): Promise<Map<string, TextFeatures>> {
    const rows = await this.database.queryOnce<StoredText & { id: string }>(actor, READ, [collection, ids]);
    return new Map(rows.map((row) => [row.id, textOf(row)]));
  }

  /** Deletes the rows of texts that went long ago. */
  async purge(actor: Actor): Promise<void> {
    await this.database.queryOnce(actor, PURGE, [new Date(this.clock.now().getTime() - REMOVED_KEPT_MS)]);
  }
}

const SAME = ['kept', 'excluded']
  .map((row) => `(${['edition', 'features', 'impacts', 'vector'].map((name) => `${row}.${name}`).join()})`)
  .join(' IS NOT DISTINCT FROM ');
const WRITE: Statement = {
  name: 'matching.write-text-features',
  text: `INSERT INTO text_features AS kept (side, subject_id, version, edition, features, impacts, vector, words, written_in, written_at)
         SELECT given.*, pg_current_xact_id(), $8 FROM unnest($1::text[], $2::uuid[], $3::int[], $4::text[],
           $5::bytea[], $6::bytea[], $7::bytea[], $9::text[]) AS given
         ON CONFLICT ON CONSTRAINT text_features_pkey DO UPDATE SET version = excluded.version, edition = excluded.edition,
           features = excluded.features, impacts = excluded.impacts, vector = excluded.vector,
           words = excluded.words,
           written_in = CASE WHEN ${SAME} THEN kept.written_in ELSE excluded.written_in END,
           written_at = CASE WHEN ${SAME} THEN kept.written_at ELSE excluded.written_at END
         WHERE kept.version <= excluded.version`,
};
// Its vector goes with it, whether an endpoint is configured still or not.
const REMOVE: Statement = {
  name: 'matching.remove-text-features',
  text: `WITH gone AS (DELETE FROM text_embeddings WHERE side = $1 AND subject_id = ANY ($2::uuid[]))
         UPDATE text_features SET features = NULL, impacts = NULL, vector = NULL, words = NULL, written_in = pg_current_xact_id(), written_at = $3
         WHERE side = $1 AND subject_id = ANY ($2::uuid[]) AND features IS NOT NULL`,
};
const READ: Statement = {
  name: 'matching.read-text-features',
  text: `SELECT subject_id AS id, features, impacts, vector FROM text_features
         WHERE side = $1 AND subject_id = ANY ($2::uuid[]) AND features IS NOT NULL`,
};
const PURGE: Statement = {
  name: 'matching.purge-text-features',
  text: 'DELETE FROM text_features WHERE features IS NULL AND written_at < $1',
};
