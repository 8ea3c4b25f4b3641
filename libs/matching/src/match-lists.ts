import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, Outbox, type Statement } from '@shuqiao/platform';
import type { MatchSide } from './features';
import { matchesUpdated } from './matching.events';
import type { Figures } from './score/figures';

/** A scored pair that has a place in the list of one side or of both. */
export interface Listed {
  readonly demandId: string;
  readonly companyId: string;
  readonly demandCompanyId: string;
  /** In ten-thousandths. */
  readonly score: number;
  readonly figures: Figures;
  readonly twins: readonly string[];
  /** Near-copies of the company that have no place of their own in the demand's list. */
  readonly copies: readonly string[];
  readonly forDemand: boolean;
  readonly forCompany: boolean;
}

/** The list of one subject: the pairs that have a place in it. */
export interface OwnList {
  readonly id: string;
  readonly pairs: readonly Listed[];
}

/** Places in a list. A demand is shown more companies than a company has time for demands. */
export const PLACES = { demand: 50, company: 30 } as const;
/** A change among so many first of a demand is worth telling. */
const TOP = 10;

const COLUMNS = { demand: 'demand_id', company: 'company_id' } as const;

/** The stored lists: for each demand and for each company the best pairs. */
@Injectable()
export class MatchLists {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
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
    if (listed.length) await this.database.query(PUT[side], [JSON.stringify(listed), edition, this.clock.now()]);
    await this.database.query(MARK_REFILL, [other, left]);
    await this.database.query(TRIM[other], [[...kept, ...left], PLACES[other]]);
    await this.database.query(FLOORS[other], [[...kept, ...left], PLACES[other], edition]);
    await this.database.query(FLOORS[side], [[id], PLACES[side], edition]);
    await this.database.query(SETTLE, [side, [id]]);
  }

  /**
   * Puts whole lists of a side in the place of what these were, and touches no other: the pairs of the other side's lists
   * are made by its own turn of a rebuild. Tells which demands have other companies among their first.
   */
  async replaceOwn(actor: Actor, side: MatchSide, lists: readonly OwnList[], edition: number): Promise<void> {
    const ids = lists.map(({ id }) => id);
    const pairs = lists.flatMap((list) => list.pairs);
    const earlier = side === 'demand' ? await this.tops(ids) : new Map<string, string>();
    const kept = [pairs.map(({ demandId }) => demandId), pairs.map(({ companyId }) => companyId)];
    await this.database.query(DROP_OWN[side], [ids, ...kept]);
    if (pairs.length) await this.database.query(PUT_OWN[side], [JSON.stringify(pairs), edition, this.clock.now()]);
    await this.database.query(FLOORS[side], [ids, PLACES[side], edition]);
    await this.database.query(SETTLE, [side, ids]);
    const later = side === 'demand' ? await this.tops(ids) : earlier;
    for (const id of ids) if (earlier.get(id) !== later.get(id)) await this.outbox.publish(actor, matchesUpdated(id));
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
const GIVEN = `jsonb_to_recordset($1::jsonb) AS row("demandId" uuid, "companyId" uuid, "demandCompanyId" uuid, score integer,
           figures jsonb, twins text[], copies uuid[], "forDemand" boolean, "forCompany" boolean)`;
// Only a demand's list is looked through for copies.
const INSERT = `INSERT INTO matches (demand_id, company_id, demand_company_id, score, figures, twins, copies, for_demand, for_company, version, computed_at)
         SELECT "demandId", "companyId", "demandCompanyId", score, figures, CASE WHEN "forDemand" THEN row.twins ELSE '{}' END, row.copies,
           "forDemand", "forCompany", $2, $3`;
const SCORED = `score = EXCLUDED.score, figures = EXCLUDED.figures, version = EXCLUDED.version, computed_at = EXCLUDED.computed_at`;
const COPIES = 'twins = EXCLUDED.twins, copies = EXCLUDED.copies';
const PUT = forSides((_mine, _other, _list, side) => ({
  name: `matching.put-matches-of-${side}`,
  text: `${INSERT} FROM ${GIVEN}
         ON CONFLICT (demand_id, company_id) DO UPDATE SET ${SCORED}, for_demand = EXCLUDED.for_demand, for_company = EXCLUDED.for_company,
           ${side === 'demand' ? COPIES : 'twins = EXCLUDED.twins'}`,
}));
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
// Who left is taken out of this list, and altogether unless the other side's has it.
const DROP_OWN = forSides((mine, _other, list, side) => ({
  name: `matching.drop-from-own-${side}-lists`,
  text: `WITH left_out AS (
           SELECT demand_id, company_id, for_demand AND for_company AS twice FROM matches
           WHERE ${mine} = ANY ($1::uuid[]) AND ${list} AND NOT EXISTS (
             SELECT FROM unnest($2::uuid[], $3::uuid[]) AS kept (demand_id, company_id)
             WHERE kept.demand_id = matches.demand_id AND kept.company_id = matches.company_id)),
         dropped AS (
           DELETE FROM matches USING left_out WHERE NOT twice
             AND matches.demand_id = left_out.demand_id AND matches.company_id = left_out.company_id)
         UPDATE matches SET ${list} = false FROM left_out
         WHERE twice AND matches.demand_id = left_out.demand_id AND matches.company_id = left_out.company_id`,
}));
// Only with those that take part still: what a rebuild holds in memory may be older.
const PUT_OWN = forSides((_mine, _other, list, side) => ({
  name: `matching.put-own-${side}-lists`,
  text: `${INSERT} FROM ${GIVEN}
         JOIN match_features demand ON demand.side = 'demand' AND demand.subject_id = "demandId"
         JOIN match_features company ON company.side = 'company' AND company.subject_id = "companyId"
         ON CONFLICT (demand_id, company_id) DO UPDATE SET ${SCORED}, ${list} = true${side === 'demand' ? `, ${COPIES}` : ''}`,
}));
const SETTLE: Statement = {
  name: 'matching.settle-lists',
  text: 'UPDATE match_features SET refill = false WHERE side = $1 AND subject_id = ANY ($2::uuid[]) AND refill',
};
