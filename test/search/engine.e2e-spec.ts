import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../support/database';

type Row = { position: number; terms: Set<string>; deadline: number | null };
const TERMS = ['every', 'often', 'some', 'rare', 'never'];
const SHARE: Record<string, number> = { every: 1, often: 0.6, some: 0.07, rare: 0.0008, never: 0 };
const DOCUMENTS = 20_000;
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

/** The same figures in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

describe('the search index', () => {
  let database: TestDatabase;
  const rows: Row[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    const random = randomOf(20_260_101);
    for (let position = 0; position < DOCUMENTS; position++) {
      const terms = new Set(TERMS.filter((term) => random() < (SHARE[term] ?? 0)));
      rows.push({ position, terms, deadline: random() < 0.1 ? null : START + Math.floor(random() * 400) * DAY });
    }
    await database.query(
      `INSERT INTO search_documents (kind, position, subject_id, deadline)
       SELECT 'demand', position, lpad(position::text, 32, '0')::uuid, deadline FROM unnest($1::bigint[], $2::timestamptz[]) AS one (position, deadline)`,
      [rows.map((row) => row.position), rows.map(({ deadline }) => deadline && new Date(deadline).toISOString())],
    );
    await change(rows.flatMap((row) => [...row.terms].map((term) => ({ term, position: row.position, added: true }))));
  }, 60_000);
  afterAll(() => database.drop());

  /** Through the writer in three portions, so that segments grow and change their form on the way. */
  async function change(changes: { term: string; position: number; added: boolean }[]): Promise<void> {
    const size = Math.ceil(changes.length / 3) || 1;
    for (let from = 0; from < changes.length; from += size) {
      const part = changes.slice(from, from + size);
      await database.query('SELECT search_write($1, $2::text[], $3::bigint[], $4::boolean[])', [
        'demand',
        part.map(({ term }) => term),
        part.map(({ position }) => position),
        part.map(({ added }) => added),
      ]);
    }
  }

  interface Answer {
    ids: string[];
    last: string | null;
    more: boolean;
    total: string | null;
    exact: boolean | null;
  }

  async function page(
    terms: string[],
    before: number | null,
    limit: number,
    from: number | null,
    until: number | null,
  ) {
    const [answer] = await database.query<Answer>(`SELECT * FROM search_page('demand', $1, $2, $3, $4, $5)`, [
      terms,
      before,
      limit,
      from === null ? null : new Date(from),
      until === null ? null : new Date(until),
    ]);
    return { ...answer, positions: answer.ids.map((id) => Number(id.replaceAll('-', ''))) };
  }

  function scan(terms: string[], before: number | null, from: number | null, until: number | null): number[] {
    const due = ({ deadline }: Row) =>
      (from === null || (deadline !== null && deadline >= from)) &&
      (until === null || (deadline !== null && deadline < until));
    return rows
      .filter(
        (row) => terms.every((term) => row.terms.has(term)) && due(row) && (before === null || row.position < before),
      )
      .map((row) => row.position)
      .reverse();
  }

  const wanted = fc.subarray(TERMS, { minLength: 1 });
  const before = fc.option(fc.integer({ min: 0, max: DOCUMENTS + 10 }));

  it('finds what a scan over everything finds, newest first', async () => {
    await fc.assert(
      fc.asyncProperty(wanted, before, fc.integer({ min: 1, max: 100 }), async (terms, start, limit) => {
        const answer = await page(terms, start, limit, null, null);
        const all = scan(terms, start, null, null);
        expect(answer.positions).toEqual(all.slice(0, limit));
        expect(answer.more).toBe(all.length > limit);
        if (answer.more) expect(Number(answer.last)).toBe(all[limit - 1]);
        if (start === null) expect([Number(answer.total), answer.exact]).toEqual([all.length, true]);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('walks through a filter by deadline to the same end, though a page may be short', async () => {
    const days = fc.integer({ min: -10, max: 420 });
    await fc.assert(
      fc.asyncProperty(wanted, days, fc.integer({ min: 1, max: 120 }), async (terms, first, length) => {
        const [from, until] = [START + first * DAY, START + (first + length) * DAY];
        const found: number[] = [];
        let start: number | null = null;
        for (let pages = 0; pages < 400; pages++) {
          const answer = await page(terms, start, 100, from, until);
          found.push(...answer.positions);
          if (start === null && answer.exact) expect(Number(answer.total)).toBe(scan(terms, null, from, until).length);
          if (!answer.more) break;
          start = Number(answer.last);
        }
        expect(found).toEqual(scan(terms, null, from, until));
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it('follows what comes and goes, and drops the lists that are empty', async () => {
    const random = randomOf(3);
    const chosen = rows.filter(() => random() < 0.3);
    const changes = chosen.flatMap((row) =>
      ['often', 'rare'].map((term) => {
        const added = !row.terms.has(term);
        if (added) row.terms.add(term);
        else row.terms.delete(term);
        return { term, position: row.position, added };
      }),
    );
    await change(changes);
    for (const terms of [['often'], ['rare'], ['often', 'some'], ['often', 'rare']]) {
      const answer = await page(terms, null, 100, null, null);
      const all = scan(terms, null, null, null);
      expect([answer.positions, Number(answer.total)]).toEqual([all.slice(0, 100), all.length]);
    }
    const last = rows.filter((row) => row.terms.has('rare'));
    await change(last.map((row) => ({ term: 'rare', position: row.position, added: false })));
    expect(await database.query(`SELECT FROM search_postings WHERE term = 'rare'`)).toEqual([]);
    expect((await page(['rare'], null, 10, null, null)).total).toBe('0');
    for (const row of last) row.terms.delete('rare');
  });

  it('says of one document whether it has the terms', async () => {
    for (const row of [rows[0], rows[9_000], rows[19_999]]) {
      for (const term of TERMS) {
        const [answer] = await database.query<{ has: boolean }>(`SELECT search_has('demand', $1, $2) AS has`, [
          row?.position,
          [term],
        ]);
        expect(answer?.has).toBe(row?.terms.has(term));
      }
    }
  });
});
