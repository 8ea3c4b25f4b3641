import { Database, type Statement } from '@shuqiao/platform';
import type { CompanyFeatures, DemandFeatures, MatchSide } from '../features';
import type { Rarity } from '../score/factor';
import { FieldSide } from './field-side';

const PAGE = 2_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * The features of all that takes part, in memory while lists are made anew: reading up to 2,000 candidates from the database
 * for each of 120,000 subjects would take longer than all the rest. Who went meanwhile is still in it; the lists are written
 * only with those that the database has.
 */
export class MatchField {
  readonly sides = {
    company: new FieldSide<CompanyFeatures>(),
    demand: new FieldSide<DemandFeatures>(),
  } as const;
  /** The oldest transaction whose changes may not be in it. */
  private mark: string | undefined;
  /** What was taken in of that transaction and later ones: the transaction of each, by side and id. */
  private seen = new Map<string, string>();
  /** Goes up with every change that it takes in. */
  changes = 0;

  constructor(private readonly database: Database) {}

  /** Takes in all that was committed before; outside of any transaction. */
  async catchUp(): Promise<void> {
    const before = (this.mark ??= await this.load());
    const seen = new Map<string, string>();
    for (let after = [before, '', FIRST_ID]; ;) {
      const rows = await this.database.read<Changed>(SINCE, [...after, PAGE]);
      // That of the first page: what commits while later ones are read is seen the next time.
      if (after[0] === before && !after[1]) this.mark = rows[0]?.mark ?? before;
      const changed = rows.filter(({ id }) => id !== null);
      for (const row of changed) this.follow(row, seen);
      const last = changed.at(-1);
      if (!last || changed.length < PAGE) break;
      after = [last.writtenIn, last.side, last.id];
    }
    this.seen = seen;
  }

  /** As `MatchIndex.rarity`, counted over the companies held. */
  readonly rarity: Rarity = (concept) => {
    const { company } = this.sides;
    return 1 + Math.log((company.size + 1) / (company.under(concept) + 1));
  };

  /** What a transaction wrote that is older than another one still open is read again and again. */
  private follow(row: Changed, seen: Map<string, string>): void {
    const key = `${row.side} ${row.id}`;
    seen.set(key, row.writtenIn);
    if (this.seen.get(key) === row.writtenIn) return;
    this.changes += 1;
    this.put(row);
  }

  /** Answers from which transaction on changes may be missing. */
  private async load(): Promise<string> {
    const [now] = await this.database.read<{ mark: string }>(NOW, []);
    for (const side of ['company', 'demand'] as const) {
      for (let after = FIRST_ID; ;) {
        const rows = await this.database.read<Row>(ALL, [side, after, PAGE]);
        for (const row of rows) this.put(row);
        const last = rows.at(-1);
        if (!last || rows.length < PAGE) break;
        after = last.id;
      }
    }
    return now?.mark ?? '0';
  }

  private put({ side, id, features }: Row): void {
    if (side === 'company') this.sides.company.put(id, features as CompanyFeatures);
    else this.sides.demand.put(id, features as DemandFeatures);
  }
}

interface Row extends Record<string, unknown> {
  readonly side: MatchSide;
  readonly id: string;
  readonly features: CompanyFeatures | DemandFeatures;
}

interface Changed extends Row {
  readonly mark: string;
  readonly writtenIn: string;
}

const NOW: Statement = {
  name: 'matching.features-now',
  text: 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS mark',
};
const ALL: Statement = {
  name: 'matching.all-features',
  text: `SELECT side, subject_id AS id, features FROM match_features WHERE side = $1 AND subject_id > $2::uuid
         ORDER BY subject_id LIMIT $3`,
};
const SINCE: Statement = {
  name: 'matching.features-since',
  text: `SELECT pg_snapshot_xmin(now)::text AS mark, changed.* FROM pg_current_snapshot() AS now
         LEFT JOIN LATERAL (SELECT side, subject_id AS id, features, written_in::text AS "writtenIn" FROM match_features
           WHERE (written_in, side, subject_id) > ($1::xid8, $2, $3::uuid)
           ORDER BY written_in, side, subject_id LIMIT $4) AS changed ON true`,
};
