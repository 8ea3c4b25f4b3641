import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';

/** As many acts are counted at a time. */
const MOST_FOLDED = 2_000;

/** Counts what was done with matches into days, which the staff's page is read from. */
@Injectable()
export class MatchQualityDays {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Counts what is new, each act once. Returns how many there were. */
  async fold(actor: Actor): Promise<number> {
    for (let total = 0; ;) {
      const folded = await this.database.transaction(actor, async () => {
        await this.database.query(ONE_AT_A_TIME, []);
        const [row] = await this.database.query<{ folded: number }>(FOLD, [this.clock.now()]);
        return row?.folded ?? 0;
      });
      total += folded;
      if (folded < MOST_FOLDED) return total;
    }
  }
}

const ONE_AT_A_TIME: Statement = {
  name: 'matching.lock-quality',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('match-quality', 0))`,
};

const RANK_BAND = `CASE WHEN place <= 3 THEN '1-3' WHEN place <= 10 THEN '4-10' WHEN place IS NOT NULL THEN '11-50' ELSE 'none' END`;
const FACTOR_BAND = `CASE WHEN factor.value::float8 < 1.0 / 3 THEN 'low' WHEN factor.value::float8 < 2.0 / 3 THEN 'middle' ELSE 'high' END`;

// The limit is written out, since the planner would take a parameter for a tenth of the table and read all of it.
// A pair is counted by its first act. An EOI that was accepted is wanted once, whichever of the two was told first.
const FOLD: Statement = {
  name: 'matching.fold-quality',
  text: `WITH batch AS (
      SELECT id, pair, kind FROM match_interactions WHERE folded_at IS NULL ORDER BY id LIMIT ${MOST_FOLDED}),
    pairs AS (
      SELECT batch.pair, coalesce(min(leader.id), min(batch.id)) AS leader, (min(leader.id) IS NULL)::integer AS opened,
        (bool_or(kind IN ('sent', 'accepted')) AND NOT EXISTS (
          SELECT FROM match_interactions earlier WHERE earlier.pair = batch.pair AND earlier.folded_at IS NOT NULL
            AND earlier.kind IN ('sent', 'accepted')))::integer AS wanted,
        bool_or(kind = 'accepted')::integer AS accepted, bool_or(kind = 'declined')::integer AS declined,
        bool_or(kind = 'dismissed')::integer AS dismissed
      FROM batch LEFT JOIN LATERAL (
        SELECT known.id FROM match_interactions known WHERE known.pair = batch.pair AND known.leads) AS leader ON true
      GROUP BY batch.pair),
    keyed AS (
      SELECT (at AT TIME ZONE 'UTC')::date AS day, slices.slice, slices.key, pairs.*
      FROM pairs JOIN match_interactions act ON act.id = pairs.leader
      CROSS JOIN LATERAL (
        VALUES ('all', '{}'::text[]), ('rank', ARRAY[${RANK_BAND}]),
          ('languages', ARRAY[demand_language, company_language]), ('countries', ARRAY[demand_country, company_country])
        UNION ALL SELECT 'factor', ARRAY[factor.key, ${FACTOR_BAND}] FROM jsonb_each_text(factors) AS factor
      ) AS slices (slice, key)),
    counted AS (
      INSERT INTO match_quality_days AS known (day, slice, key, opened, wanted, accepted, declined, dismissed)
      SELECT day, slice, key, sum(opened), sum(wanted), sum(accepted), sum(declined), sum(dismissed)
      FROM keyed GROUP BY day, slice, key
      ON CONFLICT (day, slice, key) DO UPDATE SET opened = known.opened + EXCLUDED.opened,
        wanted = known.wanted + EXCLUDED.wanted, accepted = known.accepted + EXCLUDED.accepted,
        declined = known.declined + EXCLUDED.declined, dismissed = known.dismissed + EXCLUDED.dismissed),
    marked AS (
      UPDATE match_interactions act SET folded_at = $1, leads = act.leads OR act.id = pairs.leader
      FROM batch JOIN pairs USING (pair) WHERE act.id = batch.id
      RETURNING act.id)
    SELECT count(*)::integer AS folded FROM marked`,
};
