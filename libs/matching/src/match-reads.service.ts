import { Injectable } from '@nestjs/common';
import { companiesWith } from '@shuqiao/identity';
import {
  type Actor,
  decodeCursor,
  DomainError,
  type JsonObject,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { MatchDetails } from './match-details';
import type { Advice } from './score/advice';
import type { Factor } from './score/factor';
import type { Figures } from './score/figures';

export interface Match {
  readonly demandId: string;
  readonly companyId: string;
  /** 0 to 1. */
  readonly score: number;
  readonly factors: readonly Factor[];
  readonly computedAt: Date;
}

/** A company for a demand, with the companies that are almost the same and have no place of their own. */
export type MatchedCompany = Match & { readonly similar: readonly string[] };

/** A demand recommended to a company, with what the public list shows of it and what would bring the two nearer. */
export type MatchedDemand = Match & { readonly demand: JsonObject; readonly advice: readonly Advice[] };

type Stored<T> = Omit<T, 'factors' | 'advice'> & { readonly figures: Figures };
type Row<T> = T & Record<string, unknown>;

const UNITS = 10_000;
const MOST_SIMILAR = 10;
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Reads the stored lists: one indexed read each, and one for what is told of a page. */
@Injectable()
export class MatchReads {
  constructor(
    private readonly database: Database,
    private readonly details: MatchDetails,
  ) {}

  /** The companies for one's own demand, best first. @throws DomainError NOT_FOUND for a stranger. */
  async forDemand(actor: Actor, demandId: string, page: PageRequest): Promise<Page<MatchedCompany>> {
    return this.database.transaction(actor, async () => {
      const own = await this.database.query(OWN_DEMAND, [demandId, companiesWith(actor, 'match.view')]);
      if (!own.length) throw new DomainError(NOT_FOUND);
      return this.companies(demandId, page);
    });
  }

  /** The same for staff, of any demand. */
  async forDemandAsStaff(actor: Actor, demandId: string, page: PageRequest): Promise<Page<MatchedCompany>> {
    return this.database.transaction(actor, async () => {
      const known = await this.database.query(ANY_DEMAND, [demandId]);
      if (!known.length) throw new DomainError(NOT_FOUND);
      return this.companies(demandId, page);
    });
  }

  /** The open demands for one's own company, best first. @throws DomainError NOT_FOUND for a stranger. */
  async forCompany(actor: Actor, companyId: string, page: PageRequest): Promise<Page<MatchedDemand>> {
    if (!companiesWith(actor, 'match.view').includes(companyId)) throw new DomainError(NOT_FOUND);
    return this.database.transaction(actor, async () => {
      const rows: Stored<MatchedDemand>[] = await this.database.query<Row<Stored<MatchedDemand>>>(DEMANDS, [
        companyId,
        ...after(page),
        page.limit + 1,
      ]);
      const { items, nextCursor } = pageOf(rows, page.limit, (row) => [Math.round(row.score * UNITS), row.demandId]);
      return { items: await this.details.tell(items), nextCursor };
    });
  }

  private async companies(demandId: string, page: PageRequest): Promise<Page<MatchedCompany>> {
    const rows: Stored<MatchedCompany>[] = await this.database.query<Row<Stored<MatchedCompany>>>(COMPANIES, [
      demandId,
      ...after(page),
      page.limit + 1,
    ]);
    const { items, nextCursor } = pageOf(rows, page.limit, (row) => [Math.round(row.score * UNITS), row.companyId]);
    const told = await this.details.tell(items);
    // What a company could do better is for the company to know.
    return { items: told.map(({ advice: _, ...match }) => match), nextCursor };
  }
}

function after({ cursor }: PageRequest): readonly (string | number)[] {
  return cursor ? decodeCursor(cursor, ['integer', 'uuid']) : [UNITS + 1, LAST];
}

const MATCH = `matches.demand_id AS "demandId", matches.company_id AS "companyId", score::float8 / ${UNITS} AS score,
  figures, computed_at AS "computedAt"`;

const OWN_DEMAND: Statement = {
  name: 'matching.own-demand',
  text: 'SELECT FROM demands WHERE id = $1 AND company_id = ANY ($2::uuid[])',
};
const ANY_DEMAND: Statement = { name: 'matching.any-demand', text: 'SELECT FROM demands WHERE id = $1' };
// A company that was suspended a moment ago is still in the lists until the worker has taken it out: hence the join. A copy
// that was verified later than the list was made may be in it still: the better one hides it.
const COMPANIES: Statement = {
  name: 'matching.companies-for-demand',
  text: `SELECT ${MATCH}, ARRAY(SELECT id FROM companies JOIN (
             SELECT unnest(matches.copies) AS id
             UNION SELECT other.company_id FROM matches other WHERE other.demand_id = matches.demand_id AND other.for_demand
               AND other.company_id <> matches.company_id AND other.twins && matches.twins) AS copies USING (id)
           WHERE status IN ('verified', 'listed') ORDER BY id DESC LIMIT ${MOST_SIMILAR}) AS similar
         FROM matches JOIN companies ON companies.id = matches.company_id AND companies.status IN ('verified', 'listed')
         WHERE matches.demand_id = $1 AND for_demand AND (score, matches.company_id) < ($2, $3::uuid)
           AND NOT EXISTS (SELECT FROM matches better
             JOIN companies owner ON owner.id = better.company_id AND owner.status IN ('verified', 'listed')
             WHERE better.demand_id = matches.demand_id AND better.for_demand AND better.twins && matches.twins
             AND (better.score, better.company_id) > (matches.score, matches.company_id))
         ORDER BY score DESC, matches.company_id DESC LIMIT $4`,
};
const DEMANDS: Statement = {
  name: 'matching.demands-for-company',
  text: `SELECT ${MATCH}, listing.summary AS demand FROM matches
         JOIN demand_listings listing ON listing.demand_id = matches.demand_id AND listing.status = 'open'
         WHERE matches.company_id = $1 AND for_company AND (score, matches.demand_id) < ($2, $3::uuid)
         ORDER BY score DESC, matches.demand_id DESC LIMIT $4`,
};
