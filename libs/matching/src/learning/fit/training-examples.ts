import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { complete } from '../../score/weights';
import { type Example, type FactorWeights, judge, type Outcome } from './example';

/** The newest matches are learned from; older ones were made by scores of long ago. */
export const MOST_EXAMPLES = 200_000;

type Row = Omit<Outcome, 'quietDays'> & {
  readonly group: string;
  readonly values: Readonly<Record<string, number>>;
  readonly quietDays: number;
};

/** Reads what was noted of matches as examples to learn from. */
@Injectable()
export class TrainingExamples {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** In the same order for the same data. What was not counted yet is not in it. */
  async read(actor: Actor): Promise<Example[]> {
    const values = [MOST_EXAMPLES, this.clock.now()];
    const rows = await this.database.queryOnce<Row & Record<string, unknown>>(actor, OUTCOMES, values);
    return rows.flatMap(({ group, values: shown, ...outcome }) => {
      const wanted = judge(outcome);
      return wanted === null ? [] : [{ group, values: shown, wanted }];
    });
  }

  /** By what matches are scored now: the newest settings. */
  async weights(actor: Actor): Promise<FactorWeights> {
    const [row] = await this.database.queryOnce<{ weights: FactorWeights }>(actor, WEIGHTS, []);
    if (!row) throw new Error('There are no weights in the settings of the match.');
    return complete(row.weights);
  }
}

const OUTCOMES: Statement = {
  name: 'matching.training-examples',
  text: `SELECT coalesce(leader.demand_id, leader.pair) AS group, leader.factors AS values,
      bool_or(act.kind = 'sent') AS sent, bool_or(act.kind = 'accepted') AS accepted,
      max(coalesce(act.reason, 'other')) FILTER (WHERE act.kind = 'declined') AS declined,
      max(coalesce(act.reason, 'other')) FILTER (WHERE act.kind = 'dismissed') AS dismissed,
      floor(extract(epoch FROM $2::timestamptz - max(act.at)) / 86400)::integer AS "quietDays"
    FROM (SELECT pair, demand_id, factors FROM match_interactions WHERE leads ORDER BY id DESC LIMIT $1) AS leader
    JOIN match_interactions act ON act.pair = leader.pair
    GROUP BY leader.pair, leader.demand_id, leader.factors ORDER BY leader.pair`,
};
const WEIGHTS: Statement = {
  name: 'matching.newest-weights',
  text: 'SELECT weights FROM match_settings ORDER BY edition DESC LIMIT 1',
};
