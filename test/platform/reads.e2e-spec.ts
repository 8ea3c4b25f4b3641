import { setTimeout as sleep } from 'node:timers/promises';
import { systemActor } from '@shuqiao/kernel';
import { Database, type JsonBytes, type Statement } from '@shuqiao/platform';
import { startTestPortal, type TestPortal } from '../support/portal';

const MANY: Statement = {
  name: 'test.many',
  text: `SELECT n, CASE WHEN n % 2 = 0 THEN repeat('港口 Порт', n) END AS text, jsonb_build_object('n', n, 'text', repeat('智慧', n)) AS json
    FROM generate_series(0, $1::integer) AS n ORDER BY n`,
};
const DIVIDE: Statement = { name: 'test.reads-divide', text: 'SELECT 1 / $1::integer AS quotient' };
const LOCK: Statement = { name: 'test.reads-lock', text: 'SELECT pg_advisory_xact_lock(20250902)::text AS locked' };

const expected = (n: number) => ({
  n,
  text: n % 2 ? null : '港口 Порт'.repeat(n),
  json: { n, text: '智慧'.repeat(n) },
});

describe('a read on the shared connections', () => {
  let portal: TestPortal;
  let database: Database;
  beforeAll(async () => {
    portal = await startTestPortal();
    database = portal.worker.context.get(Database, { strict: false });
  });
  afterAll(() => portal.stop());

  it('answers numbers, texts, nulls and JSON as they are', async () => {
    const rows = await database.read(MANY, [300]);
    expect(rows.map((row) => ({ ...row }))).toEqual(Array.from({ length: 301 }, (_, n) => expected(n)));
  });

  it('leaves JSON as the bytes that the database wrote, for many readers at once', async () => {
    const sizes = Array.from({ length: 20 }, (_, index) => index * 20);
    const answers = await Promise.all(sizes.map((size) => database.readJson<{ json: JsonBytes }>(MANY, [size])));
    // Only now, when the memory that the bytes were received in has been used for others.
    answers.forEach((rows, index) => {
      expect(rows).toHaveLength((sizes[index] as number) + 1);
      rows.forEach(({ json, ...others }, n) =>
        expect({ ...others, json: JSON.parse(json.toString()) as unknown }).toEqual(expected(n)),
      );
    });
  });

  it('fails for itself alone', async () => {
    const [fault, good] = await Promise.allSettled([database.read(DIVIDE, [0]), database.read(DIVIDE, [1])]);
    expect(fault).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
    expect(good).toMatchObject({ status: 'fulfilled', value: [{ quotient: 1 }] });
  });

  it('does not stand behind a slow one while another connection is free', async () => {
    await database
      .transaction(systemActor('test'), async () => {
        await database.query(LOCK, []);
        const slow = database.read(LOCK, []);
        slow.catch(() => undefined);
        for (let round = 0; round < 5; round++) {
          // Statements that come in together leave together, on one connection.
          await sleep(20);
          await database.read(DIVIDE, [1]);
        }
        return { slow };
      })
      .then(({ slow }) => expect(slow).resolves.toHaveLength(1));
  });
});
