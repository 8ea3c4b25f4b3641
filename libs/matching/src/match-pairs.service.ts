import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@shuqiao/platform';
import { MatchDetails } from './match-details';
import type { Match } from './match-reads.service';
import type { Figures } from './score/figures';

/** Why two companies should talk: the best match of either direction, where there is one. */
export interface PairOfCompanies {
  readonly counterpartId: string;
  /** 0 to 1: the better direction, and half of what the other adds to it. */
  readonly score: number;
  /** What one's own demand seeks and the counterpart offers. */
  readonly seeks: Match | null;
  /** What the counterpart's demand seeks and one's own company offers. */
  readonly offers: Match | null;
}

interface Direction {
  readonly counterpartId: string;
  readonly seeks: boolean;
  readonly demandId: string;
  readonly companyId: string;
  readonly score: number;
  readonly figures: Figures;
  readonly computedAt: Date;
}

const UNITS = 10_000;

/** Matches between companies, read from both sides, out of the stored lists. */
@Injectable()
export class MatchPairs {
  constructor(
    private readonly database: Database,
    private readonly details: MatchDetails,
  ) {}

  /** The counterparts that a company matches best, in the open transaction; those without any match are left out. */
  async best(companyId: string, counterpartIds: readonly string[], limit: number): Promise<PairOfCompanies[]> {
    const rows: Direction[] = await this.database.query<Direction & Record<string, unknown>>(BEST, [
      companyId,
      counterpartIds,
    ]);
    const ranked = rank(rows).slice(0, limit);
    const told = await this.details.tell(ranked.flatMap(({ directions }) => directions));
    const matches = told.map(({ advice: _, ...match }) => match);
    return ranked.map(({ counterpartId, score }) => {
      const of = (seeks: boolean): Match | null => {
        const found = matches.find((match) => match.counterpartId === counterpartId && match.seeks === seeks);
        if (!found) return null;
        const { demandId, companyId: matched, factors, computedAt } = found;
        return { demandId, companyId: matched, score: found.score, factors, computedAt };
      };
      return { counterpartId, score, seeks: of(true), offers: of(false) };
    });
  }
}

function rank(rows: readonly Direction[]): { counterpartId: string; score: number; directions: Direction[] }[] {
  const byCounterpart = new Map<string, Direction[]>();
  for (const row of rows) byCounterpart.set(row.counterpartId, [...(byCounterpart.get(row.counterpartId) ?? []), row]);
  return [...byCounterpart]
    .map(([counterpartId, directions]) => {
      const [better = 0, other = 0] = directions.map(({ score }) => score).sort((a, b) => b - a);
      return { counterpartId, score: better + (1 - better) * other * 0.5, directions };
    })
    .sort((a, b) => b.score - a.score || a.counterpartId.localeCompare(b.counterpartId));
}

// The best demand of each direction: two of a counterpart at most.
const BEST: Statement = {
  name: 'matching.pairs-of-company',
  text: `SELECT DISTINCT ON ("counterpartId", seeks) "counterpartId", seeks, pairs.demand_id AS "demandId", pairs.company_id AS "companyId",
           pairs.score::float8 / ${UNITS} AS score, pairs.figures, pairs.computed_at AS "computedAt" FROM (
             SELECT matches.*, matches.company_id AS "counterpartId", true AS seeks FROM demands
             JOIN matches ON matches.demand_id = demands.id
             WHERE demands.company_id = $1 AND matches.company_id = ANY ($2::uuid[])
             UNION ALL
             SELECT matches.*, matches.demand_company_id, false FROM matches
             WHERE matches.company_id = $1 AND matches.demand_company_id = ANY ($2::uuid[])) AS pairs
         JOIN demand_listings listing ON listing.demand_id = pairs.demand_id AND listing.status = 'open'
         ORDER BY "counterpartId", seeks, pairs.score DESC, pairs.demand_id`,
};
