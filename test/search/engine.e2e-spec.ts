import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../support/database';

type Row = { position: number; terms: Set<string>; deadline: number | null };
const FACETS = ['=country:KZ', '=side:foreign', '=lang:kk'];
const WORDS = ['every', 'often', 'some', 'rare', 'never'];
const SHARE: Record<string, number> = {
  ...{ '=country:KZ': 0.3, '=side:foreign': 0.9, '=lang:kk': 0.002 },
  ...{ every: 1, often: 0.6, some: 0.07, rare: 0.0008, never: 0 },
};
/** Of the documents that have a word, so many have it in a heading. */
const HEADED = 0.2;
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
      const terms = new Set([...FACETS, ...WORDS].filter((term) => random() < (SHARE[term] ?? 0)));
      for (const word of WORDS) if (terms.has(word) && random() < HEADED) terms.add(`^${word}`);
      rows.push({ position, terms, deadline: random() < 0.1 ? null : START + Math.floor(random() * 400) * DAY });
    }
    await database.query(
      `INSERT INTO search_documents (kind, position, subject_id, deadline, facets)
       SELECT 'demand', position, lpad(position::text, 32, '0')::uuid, deadline, string_to_array(facets, ' ')
       FROM unnest($1::bigint[], $2::timestamptz[], $3::text[]) AS one (position, deadline, facets)`,
      [
        rows.map((row) => row.position),
        rows.map(({ deadline }) => deadline && new Date(deadline).toISOString()),
        rows.map(({ terms }) => FACETS.filter((facet) => terms.has(facet)).join(' ')),
      ],
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
    last_layer: number | null;
    more: boolean;
    total: string | null;
    exact: boolean | null;
  }

  interface Place {
    readonly layer: number;
    readonly position: number;
  }

  async function page(terms: string[], after: Place | null, limit: number, from: number | null, until: number | null) {
    const facets = terms.filter((term) => term.startsWith('='));
    const words = terms.filter((term) => !term.startsWith('='));
    const due = [from, until].map((at) => (at === null ? null : new Date(at)));
    const [answer] = await database.query<Answer>(
      `SELECT * FROM search_hits('demand', $1, $1, $2, $3, NULL, $4, $5, $6, $7)`,
      [facets, words, after?.layer ?? 0, after?.position ?? null, limit, ...due],
    );
    return { ...answer, positions: answer.ids.map((id) => Number(id.replaceAll('-', ''))) };
  }

  /** 0 where all words stand in headings, 1 where the rarest does. */
  function layers(terms: string[]): (row: Row) => number {
    const words = terms.filter((term) => !term.startsWith('='));
    const count = new Map(words.map((word) => [word, rows.filter((row) => row.terms.has(word)).length]));
    const [rarest] = [...words].sort((a, b) => (count.get(a) ?? 0) - (count.get(b) ?? 0));
    return (row) => {
      if (rarest === undefined || !row.terms.has(`^${rarest}`)) return 2;
      return words.every((word) => row.terms.has(`^${word}`)) ? 0 : 1;
    };
  }

  function scan(terms: string[], after: Place | null, from: number | null, until: number | null): Place[] {
    const due = ({ deadline }: Row) =>
      (from === null || (deadline !== null && deadline >= from)) &&
      (until === null || (deadline !== null && deadline < until));
    const layerOf = layers(terms);
    return rows
      .filter((row) => terms.every((term) => row.terms.has(term)) && due(row))
      .map((row) => ({ layer: layerOf(row), position: row.position }))
      .sort((a, b) => a.layer - b.layer || b.position - a.position)
      .filter(
        ({ layer, position }) => !after || layer > after.layer || (layer === after.layer && position < after.position),
      );
  }
  const positionsOf = (places: Place[]) => places.map(({ position }) => position);

  const wanted = fc.subarray([...FACETS, ...WORDS], { minLength: 1 });
  const after = fc.option(
    fc.record({ layer: fc.integer({ min: 0, max: 2 }), position: fc.integer({ min: 0, max: DOCUMENTS + 10 }) }),
  );

  it('finds what a scan over everything finds, what headings say first, then the newest', async () => {
    await fc.assert(
      fc.asyncProperty(wanted, after, fc.integer({ min: 1, max: 100 }), async (terms, start, limit) => {
        const answer = await page(terms, start, limit, null, null);
        const all = scan(terms, start, null, null);
        expect(answer.positions).toEqual(positionsOf(all.slice(0, limit)));
        expect(answer.more).toBe(all.length > limit);
        if (answer.more) expect({ layer: answer.last_layer, position: Number(answer.last) }).toEqual(all[limit - 1]);
        if (start === null) expect([Number(answer.total), answer.exact]).toEqual([all.length, true]);
      }),
      { numRuns: 150, seed: 7 },
    );
  }, 60_000);

  it('walks through a filter by deadline to the same end, though a page may be short', async () => {
    const days = fc.integer({ min: -10, max: 420 });
    await fc.assert(
      fc.asyncProperty(wanted, days, fc.integer({ min: 1, max: 120 }), async (terms, first, length) => {
        const [from, until] = [START + first * DAY, START + (first + length) * DAY];
        const found: number[] = [];
        let start: Place | null = null;
        for (let pages = 0; pages < 400; pages++) {
          const answer = await page(terms, start, 100, from, until);
          found.push(...answer.positions);
          if (start === null && answer.exact) expect(Number(answer.total)).toBe(scan(terms, null, from, until).length);
          if (!answer.more) break;
          start = { layer: answer.last_layer ?? -1, position: Number(answer.last) };
        }
        expect(found).toEqual(positionsOf(scan(terms, null, from, until)));
      }),
      { numRuns: 25, seed: 7 },
    );
  }, 60_000);

  it('keeps the positions of every term that few documents have', async () => {
    expect(
      await database.query(
        `SELECT term FROM search_term_counts WHERE documents <= 128 AND positions <> search_positions(kind, term)`,
      ),
    ).toEqual([]);
    const listed = await database.query<{ term: string }>(
      `SELECT term FROM search_term_counts WHERE positions IS NOT NULL ORDER BY term`,
    );
    expect(listed.map(({ term }) => term)).toEqual(expect.arrayContaining(['rare', '=lang:kk']));
    expect(listed.map(({ term }) => term)).not.toContain('some');
  });

  it('follows what comes and goes, and drops the lists that are empty', async () => {
    const random = randomOf(3);
    const chosen = rows.filter(() => random() < 0.3);
    // A word that goes leaves the headings too.
    const changes = chosen.flatMap((row) =>
      ['often', 'rare'].flatMap((word) => {
        const added = !row.terms.has(word);
        const terms = added || row.terms.has(`^${word}`) ? [word, `^${word}`] : [word];
        for (const term of terms) row.terms[added ? 'add' : 'delete'](term);
        return terms.map((term) => ({ term, position: row.position, added }));
      }),
    );
    await change(changes);
    for (const terms of [['often'], ['rare'], ['often', 'some'], ['often', 'rare']]) {
      const answer = await page(terms, null, 100, null, null);
      const all = scan(terms, null, null, null);
      expect([answer.positions, Number(answer.total)]).toEqual([positionsOf(all.slice(0, 100)), all.length]);
    }
    const last = rows.filter((row) => row.terms.has('rare'));
    const gone = last.flatMap((row) =>
      ['rare', '^rare'].map((term) => ({ term, position: row.position, added: false })),
    );
    await change(gone.filter(({ term, position }) => rows[position]?.terms.has(term)));
    expect(await database.query(`SELECT FROM search_postings WHERE term IN ('rare', '^rare')`)).toEqual([]);
    expect((await page(['rare'], null, 10, null, null)).total).toBe('0');
    for (const row of last) for (const term of ['rare', '^rare']) row.terms.delete(term);
  });

  it('says of one document whether it has the terms', async () => {
    for (const row of [rows[0], rows[9_000], rows[19_999]]) {
      for (const term of WORDS) {
        const [answer] = await database.query<{ has: boolean }>(`SELECT search_has('demand', $1, $2) AS has`, [
          row?.position,
          [term],
        ]);
        expect(answer?.has).toBe(row?.terms.has(term));
      }
    }
  });
});
