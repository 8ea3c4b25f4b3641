import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { MatchSide } from '../features';
import { centreOf, distance } from './vectors';

/** What is known of a subject's text in a space. */
export interface KnownEmbedding {
  readonly digest: Buffer;
  readonly version: number;
}

/** A text and its vector; null when the endpoint refuses the text. */
export interface MadeEmbedding extends KnownEmbedding {
  readonly id: string;
  readonly vector: Int8Array | null;
}

/** Vectors to compare by. */
export interface SpaceVectors {
  readonly centre: Float32Array;
  /** The subjects' own, by id; of those that have one in this space. */
  readonly own: ReadonlyMap<string, Int8Array>;
  readonly others: ReadonlyMap<string, Int8Array>;
}

/** The mean of so many companies is that of all but for noise. */
const MOST_SAMPLED = 4_000;
/** Vectors are 1 long. So far the centre moves with the first dozens of companies, and hardly ever afterwards. */
const FAR = 0.1;

/** Keeps the vectors that an endpoint made. What belongs to another space is as if it were not there. */
@Injectable()
export class EmbeddingStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What is stored of some subjects, by id. In the open transaction. */
  async known(space: string, side: MatchSide, ids: readonly string[]): Promise<ReadonlyMap<string, KnownEmbedding>> {
    const rows = await this.database.query<{ id: string } & KnownEmbedding>(KNOWN, [space, side, ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /**
   * Writes what was made, in the place of what a subject had before. The first vector says how long those of its space
   * are; one of another length is left out. In the open transaction.
   */
  async put(space: string, side: MatchSide, made: readonly MadeEmbedding[]): Promise<void> {
    const first = made.find(({ vector }) => vector)?.vector;
    if (first) await this.database.query(BEGIN, [space, first.length, this.clock.now()]);
    await this.database.query(PUT, [
      space,
      side,
      made.map(({ id }) => id),
      made.map(({ version }) => version),
      made.map(({ digest }) => digest),
      made.map(({ vector }) => vector && Buffer.from(vector)),
      this.clock.now(),
    ]);
  }

  /** Drops what is stored of some subjects; answers whether any of it was a vector. In the open transaction. */
  async drop(side: MatchSide, ids: readonly string[]): Promise<boolean> {
    const rows = await this.database.query<{ hadVector: boolean }>(DROP, [side, ids]);
    return rows.some(({ hadVector }) => hadVector);
  }

  /** The next subjects after one that have a text and no vector of this space, or an older version's, by id. */
  async behind(actor: Actor, space: string, side: MatchSide, after: string, limit: number): Promise<string[]> {
    const rows = await this.database.queryOnce<{ id: string }>(actor, BEHIND, [space, side, after, limit]);
    return rows.map(({ id }) => id);
  }

  /** Whether any demand has a vector of this space, so that companies can be compared with it. In the open transaction. */
  async hasDemands(space: string): Promise<boolean> {
    return (await this.database.query(DEMANDS, [space])).length > 0;
  }

  /** How long the vectors of a space are; null when there are none yet. In the open transaction. */
  async dimensions(space: string): Promise<number | null> {
    const [row] = await this.database.query<{ dimensions: number }>(SPACE, [space]);
    return row?.dimensions ?? null;
  }

  /** Notes that subjects have in a later version the same text. In the open transaction. */
  async confirm(side: MatchSide, same: readonly { readonly id: string; readonly version: number }[]): Promise<void> {
    if (same.length)
      await this.database.query(CONFIRM, [side, same.map(({ id }) => id), same.map(({ version }) => version)]);
  }

  /**
   * Finds anew what companies have in common, when a tenth of them came or went since it was last found. Answers whether
   * it is so much another that what was compared by the former has to be compared again. In the open transaction.
   */
  async followCentre(space: string): Promise<boolean> {
    const [found] = await this.database.query<Followed>(CHANGED, [space]);
    if (!found || Math.abs(found.now - found.known) * 10 <= found.known) return false;
    const rows = await this.database.query<{ vector: Buffer }>(SAMPLE, [space, MOST_SAMPLED]);
    const vectors = rows.map(({ vector }) => signed(vector));
    const centre = centreOf(vectors, found.dimensions);
    await this.database.query(CENTRE, [space, found.now, Buffer.from(centre.buffer)]);
    return !found.centre || distance(floats(found.centre), centre) > FAR;
  }

  /** The vectors of subjects and of some of the other side, in one statement. In the open transaction. */
  async read(
    space: string,
    side: MatchSide,
    ids: readonly string[],
    others: readonly string[],
  ): Promise<SpaceVectors | null> {
    const values = [space, side, ids, side === 'demand' ? 'company' : 'demand', others];
    const rows = await this.database.query<{ id: string | null; own: boolean; bytes: Buffer }>(READ, values);
    const centre = rows.find((row) => row.id === null)?.bytes;
    if (!centre) return null;
    const [own, found] = [new Map<string, Int8Array>(), new Map<string, Int8Array>()];
    for (const row of rows) if (row.id !== null) (row.own ? own : found).set(row.id, signed(row.bytes));
    return { centre: floats(centre), own, others: found };
  }
}

interface Followed extends Record<string, unknown> {
  readonly dimensions: number;
  readonly known: number;
  readonly now: number;
  readonly centre: Buffer | null;
}

/** Four bytes a number; copied, since numbers must begin at a multiple of four. */
function floats(bytes: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

/** The same bytes, read as numbers with a sign. */
function signed(bytes: Buffer): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

const KNOWN: Statement = {
  name: 'matching.known-embeddings',
  text: 'SELECT subject_id AS id, digest, version FROM text_embeddings WHERE space = $1 AND side = $2 AND subject_id = ANY ($3::uuid[])',
};
const PUT: Statement = {
  name: 'matching.put-embeddings',
  text: `INSERT INTO text_embeddings (side, subject_id, space, version, digest, vector, made_at)
         SELECT $2, id, $1, version, digest, vector, $7
         FROM unnest($3::uuid[], $4::integer[], $5::bytea[], $6::bytea[]) AS made (id, version, digest, vector)
         WHERE vector IS NULL OR octet_length(vector) = (SELECT dimensions FROM embedding_spaces WHERE space = $1) ORDER BY id
         ON CONFLICT ON CONSTRAINT text_embeddings_pkey DO UPDATE SET space = excluded.space, version = excluded.version,
           digest = excluded.digest, vector = excluded.vector, made_at = excluded.made_at`,
};
const CONFIRM: Statement = {
  name: 'matching.confirm-embeddings',
  text: `UPDATE text_embeddings SET version = same.version FROM unnest($2::uuid[], $3::integer[]) AS same (id, version)
         WHERE side = $1 AND subject_id = same.id`,
};
const DROP: Statement = {
  name: 'matching.drop-embeddings',
  text: `DELETE FROM text_embeddings WHERE side = $1 AND subject_id = ANY ($2::uuid[]) RETURNING vector IS NOT NULL AS "hadVector"`,
};
const BEHIND: Statement = {
  name: 'matching.embeddings-behind',
  text: `SELECT text.subject_id AS id FROM text_features text
         LEFT JOIN text_embeddings made ON made.side = text.side AND made.subject_id = text.subject_id AND made.space = $1
         WHERE text.side = $2 AND text.subject_id > $3 AND text.features IS NOT NULL
           AND (made.version IS NULL OR made.version < text.version)
         ORDER BY text.subject_id LIMIT $4`,
};
const DEMANDS: Statement = {
  name: 'matching.embedded-demands',
  text: `SELECT FROM text_embeddings WHERE space = $1 AND side = 'demand' AND vector IS NOT NULL LIMIT 1`,
};
const BEGIN: Statement = {
  name: 'matching.begin-embedding-space',
  text: `INSERT INTO embedding_spaces (space, dimensions, begun_at) VALUES ($1, $2, $3)
         ON CONFLICT ON CONSTRAINT embedding_spaces_pkey DO NOTHING`,
};
const SPACE: Statement = {
  name: 'matching.embedding-space',
  text: 'SELECT dimensions FROM embedding_spaces WHERE space = $1',
};
const CHANGED: Statement = {
  name: 'matching.embedding-space-changed',
  text: `SELECT dimensions, companies AS known, centre, (SELECT count(*)::integer FROM text_embeddings
           WHERE space = $1 AND side = 'company' AND vector IS NOT NULL) AS now
         FROM embedding_spaces WHERE space = $1`,
};
// Digests are as good as drawn by lot.
const SAMPLE: Statement = {
  name: 'matching.embedding-sample',
  text: `SELECT vector FROM text_embeddings WHERE space = $1 AND side = 'company' AND vector IS NOT NULL
         ORDER BY digest LIMIT $2`,
};
const CENTRE: Statement = {
  name: 'matching.embedding-centre',
  text: 'UPDATE embedding_spaces SET companies = $2, centre = $3 WHERE space = $1',
};
const READ: Statement = {
  name: 'matching.read-embeddings',
  text: `SELECT NULL::uuid AS id, false AS own, centre AS bytes FROM embedding_spaces WHERE space = $1 AND centre IS NOT NULL
         UNION ALL SELECT subject_id, true, vector FROM text_embeddings
         WHERE side = $2 AND subject_id = ANY ($3::uuid[]) AND space = $1 AND vector IS NOT NULL
         UNION ALL SELECT subject_id, false, vector FROM text_embeddings
         WHERE side = $4 AND subject_id = ANY ($5::uuid[]) AND space = $1 AND vector IS NOT NULL`,
};
