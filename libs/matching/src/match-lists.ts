import { Injectable } from '@nestjs/common';
import { Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { MatchSide } from './features';
import type { Advice } from './score/advice';
import type { Factor } from './score/factor';

/** A scored pair that has a place in the list of one side or of both. */
export interface Listed {
  readonly demandId: string;
  readonly companyId: string;
  readonly demandCompanyId: string;
  /** In ten-thousandths. */
  readonly score: number;
  readonly explanation: readonly Factor[];
  readonly twins: readonly string[];
  /** For the company. */
  readonly advice: readonly Advice[];
  readonly forDemand: boolean;
  readonly forCompany: boolean;
}

/** Places in a list. */
export const PLACES = 50;
/** A change among so many first of a demand is worth telling. */
const TOP = 10;

const COLUMNS = { demand: 'demand_id', company: 'company_id' } as const;

/** The stored lists: for each demand and for each company the best pairs. */
@Injectable()
export class MatchLists {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The ids that now share a list with a subject. */
  async partners(side: MatchSide, id: string): Promise<string[]> {
    return (await this.database.query<{ id: string }>(PARTNERS[side], [id])).map((row) => row.id);
  }

  /** The first companies of each demand, as one text to compare by. */
  async tops(demandIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ demandId: string; top: string }>(TOPS, [demandIds, TOP]);
    return new Map(rows.map((row) => [row.demandId, row.top]));
  }

  /**
   * Puts the pairs of one subject in the place of all its earlier ones, and sees to it that no list of the other side
   * grows beyond its places. A full list that only lost a pair is marked to be filled again. Pairs of an earlier edition
   * of the score stand behind all of this one, which they cannot be compared with.
   */
  async replace(
    side: MatchSide,
    id: string,
    listed: readonly Listed[],
    before: readonly string[],
    edition: number,
  ): Promise<void> {
    const other = side === 'demand' ? 'company' : 'demand';
    const kept = listed.map((pair) => (side === 'demand' ? pair.companyId : pair.demandId));
    const left = before.filter((partner) => !kept.includes(partner));
    await this.database.query(DROP[side], [id, kept]);
    if (listed.length) await this.database.query(PUT, [JSON.stringify(listed), edition, this.clock.now()]);
    await this.database.query(MARK_REFILL, [other, left]);
    await this.database.query(TRIM[other], [[...kept, ...left], PLACES]);
    await this.database.query(FLOORS[other], [[...kept, ...left], PLACES, edition]);
    await this.database.query(FLOORS[side], [[id], PLACES, edition]);
  }
}

const forSides = (
  make: (mine: string, other: string, list: string, side: MatchSide) => Statement,
): Record<MatchSide, Statement> => ({
  demand: make(COLUMNS.demand, COLUMNS.company, 'for_demand', 'demand'),
  company: make(COLUMNS.company, COLUMNS.demand, 'for_company', 'company'),
});

const PARTNERS = forSides((mine, other, _list, side) => ({
  name: `matching.partners-of-${side}`,
  text: `SELECT ${other} AS id FROM matches WHERE ${mine} = $1`,
}));
const TOPS: Statement = {
  name: 'matching.tops',
  text: `SELECT demand_id AS "demandId", (SELECT coalesce(string_agg(company_id::text, ' '), '') FROM (
           SELECT company_id FROM matches WHERE matches.demand_id = wanted.demand_id AND for_demand
           ORDER BY score DESC, company_id DESC LIMIT $2) AS best) AS top
         FROM unnest($1::uuid[]) AS wanted (demand_id)`,
};
const DROP = forSides((mine, other, _list, side) => ({
  name: `matching.drop-of-${side}`,
  text: `DELETE FROM matches WHERE ${mine} = $1 AND NOT ${other} = ANY ($2::uuid[])`,
}));
const PUT: Statement = {
  name: 'matching.put-matches',
  text: `INSERT INTO matches (demand_id, company_id, demand_company_id, score, explanation, advice, twins, for_demand, for_company, version, computed_at)
         SELECT "demandId", "companyId", "demandCompanyId", score, explanation, advice, twins, "forDemand", "forCompany", $2, $3
         FROM jsonb_to_recordset($1::jsonb) AS row("demandId" uuid, "companyId" uuid, "demandCompanyId" uuid, score integer,
           explanation jsonb, advice jsonb, twins text[], "forDemand" boolean, "forCompany" boolean)
         ON CONFLICT (demand_id, company_id) DO UPDATE SET score = EXCLUDED.score, explanation = EXCLUDED.explanation, advice = EXCLUDED.advice, twins = EXCLUDED.twins,
           for_demand = EXCLUDED.for_demand, for_company = EXCLUDED.for_company, version = EXCLUDED.version,
           computed_at = EXCLUDED.computed_at`,
};
const MARK_REFILL: Statement = {
  name: 'matching.mark-refill',
  text: 'UPDATE match_features SET refill = true WHERE side = $1 AND subject_id = ANY ($2::uuid[]) AND floor > 0',
};
// A pair beyond the last place leaves this list, and goes altogether unless it has a place in the other side's.
const TRIM = forSides((mine, _other, list, side) => ({
  name: `matching.trim-${side}-lists`,
  text: `WITH ranked AS (
           SELECT demand_id, company_id, for_demand AND for_company AS twice,
             row_number() OVER (PARTITION BY ${mine} ORDER BY version DESC, score DESC, demand_id DESC, company_id DESC) AS place
           FROM matches WHERE ${mine} = ANY ($1::uuid[]) AND ${list}),
         surplus AS (SELECT * FROM ranked WHERE place > $2),
         dropped AS (
           DELETE FROM matches USING surplus WHERE NOT twice
           AND matches.demand_id = surplus.demand_id AND matches.company_id = surplus.company_id)
         UPDATE matches SET ${list} = false FROM surplus
         WHERE twice AND matches.demand_id = surplus.demand_id AND matches.company_id = surplus.company_id`,
}));
const FLOORS = forSides((mine, _other, list, side) => ({
  name: `matching.floors-of-${side}-lists`,
  text: `UPDATE match_features SET floor = current.floor, floor_edition = $3
         FROM unnest($1::uuid[]) AS wanted (id) CROSS JOIN LATERAL (SELECT coalesce((
           SELECT score FROM matches WHERE ${mine} = wanted.id AND ${list} AND version = $3 ORDER BY score DESC OFFSET $2 - 1 LIMIT 1), 0) AS floor) AS current
         WHERE side = '${side}' AND subject_id = wanted.id AND (match_features.floor, floor_edition) <> (current.floor, $3)`,
}));
