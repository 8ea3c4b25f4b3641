import { Injectable } from '@nestjs/common';
import type { Actor } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { BRIDGE_LAYOUT } from '@shuqiao/text';
import { SUBJECT_KINDS, type SubjectKind } from './public-texts';
import { UnknownTermIndex } from './unknown-term-index';

/** To be raised when this folder reads documents in another way. */
const READING = 1;
const BATCH = 5_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Has everything read anew that was read in the way of another release, the first time included. */
@Injectable()
export class UnknownTermWalk {
  constructor(
    private readonly database: Database,
    private readonly index: UnknownTermIndex,
  ) {}

  /** Begins a walk over all subjects if they were read in another way, or by other files of the lexicon, than now. */
  async takeOver(actor: Actor): Promise<void> {
    const values = [SUBJECT_KINDS, `${READING}-${BRIDGE_LAYOUT}`, FIRST_ID];
    await this.database.queryOnce(actor, TAKE_OVER, values);
  }

  /** Goes on with a walk, if one is under way, and reads what stands in line. It may be interrupted anywhere. */
  async goOn(actor: Actor, signal?: AbortSignal): Promise<void> {
    for (const kind of SUBJECT_KINDS) {
      for (let reached: string | null = FIRST_ID; reached !== null && !signal?.aborted;) {
        const rows: { reached: string | null }[] = await this.database.queryOnce(actor, NEXT[kind], []);
        reached = rows[0]?.reached ?? null;
      }
    }
    await this.index.work(actor, signal);
  }
}

// Files that a release brings change the lexicon without an event.
const TAKE_OVER: Statement = {
  name: 'unknown-terms.take-over',
  text: `INSERT INTO unknown_term_walks AS kept (kind, reading, reached)
         SELECT kind, $2 || '-' || files, $3::uuid FROM unnest($1::text[]) AS kind, lexicon_state
         ON CONFLICT ON CONSTRAINT unknown_term_walks_pkey DO UPDATE SET reading = excluded.reading, reached = excluded.reached
         WHERE kept.reading <> excluded.reading`,
};

const next = (kind: SubjectKind, subjects: string): Statement => ({
  name: `unknown-terms.walk-${kind}`,
  text: `WITH walk AS (SELECT reached FROM unknown_term_walks WHERE kind = '${kind}' AND reached IS NOT NULL FOR UPDATE),
      batch AS (
        SELECT id FROM walk, LATERAL (${subjects}
          UNION SELECT subject_id FROM unknown_term_sightings WHERE kind = '${kind}' AND subject_id > reached) AS subject
        ORDER BY id LIMIT ${BATCH}),
      queued AS (INSERT INTO unknown_term_pending (kind, subject_id) SELECT '${kind}', id FROM batch
        ON CONFLICT ON CONSTRAINT unknown_term_pending_pkey DO NOTHING)
    UPDATE unknown_term_walks SET reached =
      (SELECT CASE WHEN count(*) = ${BATCH} THEN (array_agg(id ORDER BY id DESC))[1] END FROM batch)
    WHERE kind = '${kind}' AND EXISTS (SELECT FROM walk) RETURNING reached`,
});
const NEXT: Readonly<Record<SubjectKind, Statement>> = {
  demand: next('demand', `SELECT demand_id AS id FROM demand_listings WHERE status = 'open' AND demand_id > reached`),
  company: next('company', `SELECT id FROM companies WHERE status IN ('verified', 'listed') AND id > reached`),
};
