import { Injectable } from '@nestjs/common';
import { Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { lineage } from './score/concept-similarity';
import type { CompanyFeatures, DemandFeatures, MatchSide } from './features';
import type { Rarity } from './score/factor';

type Features = CompanyFeatures | DemandFeatures;

/** A subject of the other side that may match. */
export interface Candidate {
  readonly id: string;
  readonly features: Features;
  /** The least score that finds a place in its list, in ten-thousandths; 0 while there is room. */
  readonly floor: number;
}

/** So many are found by their concepts at most, those under the rarest first: the cost of a subject is bounded at any size. */
const MOST_NEAR = 1_500;
const OTHER = { company: 'demand', demand: 'company' } as const;

/** Features of all that takes part in the match, and the postings by which candidates are found. */
@Injectable()
export class MatchIndex {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Puts features of subjects in the place of their earlier ones, or takes them out. Keeps the frequencies exact. */
  async replace(side: MatchSide, subjects: ReadonlyMap<string, Features | null>): Promise<void> {
    const posted = [...subjects].flatMap(([id, features]) =>
      features ? [...new Set(features.concepts.flatMap(lineage)), '*'].map((concept) => ({ id, concept })) : [],
    );
    const of = (isThere: boolean) => [...subjects].filter(([, features]) => (features !== null) === isThere);
    const [there, gone] = [of(true) as [string, Features][], of(false)];
    await this.database.query(POST, [
      side,
      [...subjects.keys()],
      posted.map(({ id }) => id),
      posted.map(({ concept }) => concept),
    ]);
    if (gone.length) await this.database.query(REMOVE, [side, gone.map(([id]) => id)]);
    if (!there.length) return;
    await this.database.query(PUT, [
      side,
      there.map(([id]) => id),
      there.map(([, { companyId }]) => companyId),
      there.map(([, features]) => JSON.stringify(features)),
      this.clock.now(),
    ]);
  }

  /** The features that a subject is matched by; null when it takes no part. */
  async stored(side: MatchSide, id: string): Promise<Features | null> {
    const [row] = await this.database.query<{ features: Features }>(STORED, [side, id]);
    return row?.features ?? null;
  }

  /** The ids of the other side that stand under a concept of the subject or above it, the rarest concepts first. */
  async near(side: MatchSide, features: Features): Promise<string[]> {
    const concepts = [...new Set(features.concepts.flatMap(lineage))];
    const rows = await this.database.query<{ id: string }>(NEAR, [OTHER[side], concepts, MOST_NEAR]);
    return rows.map((row) => row.id);
  }

  /**
   * Who of some of the other side may match, without the company itself and without pairs that the company dismissed. A
   * floor of another edition of the score says nothing.
   */
  candidates(
    side: MatchSide,
    id: string,
    features: Features,
    edition: number,
    ids: readonly string[],
  ): Promise<Candidate[]> {
    const values = [OTHER[side], ids, features.companyId, id, edition];
    return this.database.query<Candidate & Record<string, unknown>>(side === 'company' ? DEMANDS : COMPANIES, values);
  }

  /** Weighs a concept by how few companies stand under it (inverse document frequency, at least 1). */
  async rarity(concepts: readonly string[]): Promise<Rarity> {
    const rows = await this.database.query<{ concept: string; subjects: number }>(FREQUENCIES, [
      [...new Set(concepts), '*'],
    ]);
    const counts = new Map(rows.map((row) => [row.concept, row.subjects]));
    const all = counts.get('*') ?? 0;
    return (concept) => 1 + Math.log((all + 1) / ((counts.get(concept) ?? 0) + 1));
  }
}

const POST: Statement = {
  name: 'matching.post',
  text: `WITH wanted AS (SELECT * FROM unnest($3::uuid[], $4::text[]) AS pair (subject_id, concept)),
         gone AS (
           DELETE FROM match_postings known WHERE side = $1 AND subject_id = ANY ($2::uuid[])
             AND NOT EXISTS (SELECT FROM wanted WHERE wanted.subject_id = known.subject_id AND wanted.concept = known.concept)
           RETURNING concept),
         come AS (
           INSERT INTO match_postings (side, concept, subject_id) SELECT $1, concept, subject_id FROM wanted
           ON CONFLICT ON CONSTRAINT match_postings_pkey DO NOTHING RETURNING concept),
         changed AS (
           SELECT concept, sum(delta)::integer AS delta
           FROM (SELECT concept, -1 AS delta FROM gone UNION ALL SELECT concept, 1 FROM come) AS changes GROUP BY concept),
         counted AS (
           UPDATE match_frequencies known SET subjects = subjects + delta FROM changed
           WHERE known.side = $1 AND known.concept = changed.concept RETURNING known.concept)
         INSERT INTO match_frequencies (side, concept, subjects)
         SELECT $1, concept, delta FROM changed WHERE NOT EXISTS (SELECT FROM counted WHERE counted.concept = changed.concept)`,
};
const PUT: Statement = {
  name: 'matching.put',
  text: `INSERT INTO match_features AS known (side, subject_id, company_id, features, updated_at)
         SELECT $1, subject_id, company_id, features::jsonb, $5
         FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS given (subject_id, company_id, features)
         ON CONFLICT (side, subject_id) DO UPDATE SET company_id = EXCLUDED.company_id, features = EXCLUDED.features,
           version = known.version + 1, updated_at = EXCLUDED.updated_at, written_in = EXCLUDED.written_in`,
};
const REMOVE: Statement = {
  name: 'matching.remove',
  text: 'DELETE FROM match_features WHERE side = $1 AND subject_id = ANY ($2::uuid[])',
};
const STORED: Statement = {
  name: 'matching.stored',
  text: 'SELECT features FROM match_features WHERE side = $1 AND subject_id = $2',
};
const FREQUENCIES: Statement = {
  name: 'matching.frequencies',
  text: `SELECT concept, subjects FROM match_frequencies WHERE side = 'company' AND concept = ANY ($1::text[])`,
};

const NEAR: Statement = {
  name: 'matching.near-by-concepts',
  text: `WITH wanted AS (
      SELECT concept, row_number() OVER (ORDER BY coalesce(subjects, 0), concept) AS rank
      FROM unnest($2::text[]) AS concept LEFT JOIN match_frequencies USING (concept)
      WHERE match_frequencies.side = $1)
    SELECT subject_id AS id FROM wanted CROSS JOIN LATERAL (
      SELECT subject_id FROM match_postings WHERE side = $1 AND match_postings.concept = wanted.concept
      ORDER BY subject_id DESC LIMIT $3) AS posting
    GROUP BY subject_id ORDER BY min(rank), subject_id DESC LIMIT $3`,
};
const candidates = (dismissed: string): string => `SELECT subject_id AS id, features,
    CASE WHEN floor_edition = $5 THEN floor ELSE 0 END AS floor
  FROM match_features WHERE side = $1 AND subject_id = ANY ($2::uuid[]) AND company_id <> $3
    AND NOT EXISTS (SELECT FROM match_dismissals WHERE ${dismissed})`;

const COMPANIES: Statement = {
  name: 'matching.candidate-companies',
  text: candidates('match_dismissals.company_id = subject_id AND demand_id = $4'),
};
const DEMANDS: Statement = {
  name: 'matching.candidate-demands',
  text: candidates('match_dismissals.company_id = $4 AND demand_id = subject_id'),
};
