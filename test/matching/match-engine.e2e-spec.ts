import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { FixedClock, newId, systemActor } from '@shuqiao/kernel';
import { type Collection, MatchEngine, type TextFeatureRow, TextFeatureStore } from '@shuqiao/matching';
import { clientConfig, createDataSource, Database, readConfig } from '@shuqiao/platform';
import type { TextFeatures } from '@shuqiao/text';
import { Client } from 'pg';
import { ReadConnections } from '../../libs/platform/src/database/read-connections';
import { TextFeatureChanges } from '../../libs/matching/src/engine/store/text-feature-changes';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { TEST_TOKEN_SECRET } from '../support/portal';

const ACTOR = systemActor('test');
const EDITION = '1-first';

const text = (...features: number[]): TextFeatures => ({
  features: Uint32Array.from(features).sort(),
  impacts: new Uint8Array(features.length).fill(100),
  vector: Int8Array.from({ length: 128 }, (_, index) => ((index * (features[0] ?? 1)) % 21) - 10),
});

/** One program: its own connections, its own thread, a folder that it shares or not. */
interface Program {
  readonly engine: MatchEngine;
  readonly store: TextFeatureStore;
  readonly database: Database;
  close(): Promise<void>;
}

describe('the engine of the match', () => {
  let database: TestDatabase;
  let folder: string;
  let open: Program[];
  const clock = new FixedClock(new Date());

  beforeEach(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'shuqiao-match-'));
    open = [];
  });
  afterEach(async () => {
    for (const program of open) await program.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(dataDir = folder): Promise<Program> {
    const settings = { url: database.url, role: 'shuqiao_worker', poolSize: 3 } as const;
    const config = readConfig({
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      TOKEN_SECRET: TEST_TOKEN_SECRET,
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      DEMONSTRATION: 'true',
      LOG_LEVEL: 'silent',
    });
    const reads = new ReadConnections(clientConfig(settings), 1);
    const own = new Database(await createDataSource(settings, []).initialize(), reads);
    const engine = new MatchEngine(new TextFeatureChanges(own), clock, config);
    let isOpen = true;
    const program: Program = {
      engine,
      store: new TextFeatureStore(own, clock),
      database: own,
      close: async () => {
        if (!isOpen) return;
        isOpen = false;
        await engine.onModuleDestroy();
        await reads.close();
        await own.dataSource.destroy();
      },
    };
    open.push(program);
    return program;
  }

  const row = (collection: Collection, id: string, put: TextFeatures | null, more: Partial<TextFeatureRow> = {}) => ({
    ...{ collection, id, text: put, version: 1, edition: EDITION },
    ...more,
  });
  const write = ({ database: own, store }: Program, ...rows: TextFeatureRow[]) =>
    own.transaction(ACTOR, () => store.write(rows));
  const found = async ({ engine }: Program, collection: Collection, ...features: number[]) =>
    (await engine.search(collection, text(...features), { limit: 1_000 })).map(({ id }) => id).sort();
  const snapshot = () => join(folder, 'match', 'index.snapshot');

  it('holds nothing of a transaction that is not committed, whoever asks from within it', async () => {
    const program = await start();
    const id = newId();
    await program.engine.open(EDITION);
    const refused = program.database.transaction(ACTOR, async () => {
      await program.store.write([row('company', id, text(7))]);
      await program.engine.catchUp();
      throw new Error('given up');
    });
    await expect(refused).rejects.toThrow('given up');
    expect(await found(program, 'company', 7)).toEqual([]);
    await write(program, row('company', id, text(7)));
    await program.engine.catchUp();
    expect(await found(program, 'company', 7)).toEqual([id]);
  });

  it('loads what is stored, page by page, and what is written and taken out after that', async () => {
    const program = await start();
    const ids = Array.from({ length: 1_203 }, () => newId()).sort();
    await write(
      program,
      ...ids.map((id, place) => row(place % 2 ? 'company' : 'demand', id, text(7, 100 + (place % 50)))),
    );
    await program.engine.open(EDITION);
    expect(await program.engine.status()).toMatchObject({ companies: 601, demands: 602 });
    expect(await found(program, 'company', 7)).toEqual(ids.filter((_, place) => place % 2));
    const [gone, changed, come] = [ids[1]!, ids[3]!, newId()];
    await write(
      program,
      row('company', gone, null),
      row('company', changed, text(8)),
      row('company', come, text(8, 9)),
    );
    await program.engine.catchUp();
    expect(await found(program, 'company', 8)).toEqual([changed, come].sort());
    expect(await found(program, 'company', 7)).toEqual(
      ids.filter((id, place) => place % 2 && id !== gone && id !== changed),
    );
  });

  it('is followed by every program, also through transactions that commit out of turn', async () => {
    const [one, other] = [await start(), await start(await mkdtemp(join(tmpdir(), 'shuqiao-match-')))];
    await Promise.all([one.engine.open(EDITION), other.engine.open(EDITION)]);
    const [early, late] = [newId(), newId()];
    let [commit, begun] = [(): void => undefined, (): void => undefined];
    const waiting = new Promise<void>((resolve) => (begun = resolve));
    const slow = one.database.transaction(ACTOR, async () => {
      await one.store.write([row('company', early, text(5))]);
      begun();
      await new Promise<void>((resolve) => (commit = resolve));
    });
    await waiting;
    await write(other, row('company', late, text(5)));
    for (const { engine } of [one, other]) {
      await engine.catchUp();
      await engine.catchUp();
    }
    expect(await found(one, 'company', 5)).toEqual([late]);
    expect(await found(other, 'company', 5)).toEqual([late]);
    commit();
    await slow;
    for (const program of [one, other]) {
      await program.engine.catchUp();
      expect(await found(program, 'company', 5)).toEqual([early, late].sort());
    }
    await write(one, row('company', late, null));
    await other.engine.catchUp();
    expect(await found(other, 'company', 5)).toEqual([early]);
  });

  it('follows by itself, without being asked', async () => {
    const program = await start();
    await program.engine.open(EDITION);
    const id = newId();
    await write(program, row('company', id, text(5)));
    for (let round = 0; round < 100 && !(await found(program, 'company', 5)).length; round++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await found(program, 'company', 5)).toEqual([id]);
  });

  it('never lets an earlier version replace a later one, and has nobody follow what did not change', async () => {
    const program = await start();
    await program.engine.open(EDITION);
    const id = newId();
    await write(program, row('company', id, text(5), { version: 3 }));
    await write(program, row('company', id, text(6), { version: 2 }), row('company', id, text(6), { version: 1 }));
    await program.engine.catchUp();
    expect(await found(program, 'company', 5, 6)).toEqual([id]);
    const written = () => database.query<{ at: string }>('SELECT written_in::text AS at FROM text_features');
    const [before] = await written();
    await write(program, row('company', id, text(5), { version: 4 }));
    expect(await written()).toEqual([before]);
    await write(program, row('company', id, null, { version: 3 }));
    await program.engine.catchUp();
    expect(await found(program, 'company', 5)).toEqual([id]);
    await write(program, row('company', id, null, { version: 5 }));
    await program.engine.catchUp();
    expect(await found(program, 'company', 5)).toEqual([]);
  });

  it('starts from its snapshot, with what came and went since', async () => {
    const first = await start();
    const ids = Array.from({ length: 30 }, () => newId()).sort();
    await write(first, ...ids.map((id) => row('company', id, text(5, 6))));
    await first.engine.open(EDITION);
    await first.close();
    expect((await stat(snapshot())).size).toBeGreaterThan(30 * 128);
    const writer = await start(await mkdtemp(join(tmpdir(), 'shuqiao-match-')));
    await write(writer, row('company', ids[0]!, null), row('company', ids[1]!, text(9)));
    // What the snapshot holds is not read again: a row that was changed behind everybody's back shows it.
    await database.query('DELETE FROM text_features WHERE subject_id = $1', [ids[2]]);
    const second = await start();
    await second.engine.open(EDITION);
    expect(await found(second, 'company', 5)).toEqual(ids.slice(2));
    expect(await found(second, 'company', 9)).toEqual([ids[1]]);
  });

  it.each([
    ['torn', async () => truncate(snapshot(), 500)],
    ['damaged', async () => damage()],
    ['too old', async () => clock.advance(4 * 86_400_000)],
    ['of another history', async () => write(await restored())],
  ])('does not start from a snapshot that is %s', async (_name, spoil) => {
    const first = await start();
    const ids = [newId(), newId()].sort();
    await write(first, ...ids.map((id) => row('company', id, text(5))));
    await first.engine.open(EDITION);
    await first.close();
    await database.query('DELETE FROM text_features WHERE subject_id = $1', [ids[0]]);
    await spoil();
    const second = await start();
    await second.engine.open(EDITION);
    expect(await found(second, 'company', 5)).toEqual([ids[1]]);
  });

  async function damage(): Promise<void> {
    const bytes = await readFile(snapshot());
    const middle = bytes.length >> 1;
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    await writeFile(snapshot(), bytes);
  }

  /** The same data in another database, as after a restore. */
  async function restored(): Promise<Program> {
    const copy = await createTestDatabase();
    const [kept] = await database.query<Record<string, unknown>>(
      `SELECT row_to_json(text_features) AS all FROM text_features`,
    );
    await copy.query('INSERT INTO text_features SELECT * FROM json_populate_record(NULL::text_features, $1)', [
      kept!.all,
    ]);
    await database.drop();
    database = copy;
    return start(await mkdtemp(join(tmpdir(), 'shuqiao-match-')));
  }

  it('leaves out texts of another making, and takes them in once they are made anew', async () => {
    const program = await start();
    const [mine, taught, foreign] = [newId(), newId(), newId()];
    await write(
      program,
      row('company', mine, text(5)),
      row('company', taught, text(5), { edition: '1-second' }),
      row('company', foreign, text(5), { edition: '2-first' }),
    );
    await program.engine.open(EDITION);
    expect(await found(program, 'company', 5)).toEqual([mine, taught].sort());
    await write(program, row('company', foreign, text(5)));
    await program.engine.catchUp();
    expect(await found(program, 'company', 5)).toEqual([mine, taught, foreign].sort());
    await program.engine.open('2-first');
    expect(await found(program, 'company', 5)).toEqual([]);
  });

  it('is made anew when its thread is lost', async () => {
    const program = await start();
    const ids = [newId(), newId()].sort();
    await write(program, ...ids.map((id) => row('company', id, text(5))));
    await program.engine.open(EDITION);
    const { worker } = (program.engine as unknown as { host: { worker: Worker } }).host;
    await worker.terminate();
    await write(program, row('company', ids[0]!, null));
    await program.engine.catchUp();
    expect(await found(program, 'company', 5)).toEqual([ids[1]]);
  });

  it('reads back what was stored, and forgets after a week what went', async () => {
    const program = await start();
    const [kept, gone] = [newId(), newId()];
    const stored = text(3, 0xffffffff, 0);
    await write(program, row('demand', kept, stored), row('demand', gone, null));
    expect([...(await program.store.read(ACTOR, 'demand', [kept, gone]))]).toEqual([[kept, stored]]);
    await program.store.purge(ACTOR);
    expect(await database.query('SELECT 1 FROM text_features')).toHaveLength(2);
    clock.advance(8 * 86_400_000);
    await program.store.purge(ACTOR);
    expect(await database.query('SELECT subject_id AS id FROM text_features')).toEqual([{ id: kept }]);
  });

  it('is written by the worker alone, and firms read its words at most', async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      await client.query('SET ROLE shuqiao_company');
      await client.query('SELECT words FROM text_features');
      for (const read of ['SELECT features FROM text_features', 'SELECT vector FROM text_features'])
        await expect(client.query(read)).rejects.toMatchObject({ code: '42501' });
      await client.query('SET ROLE shuqiao_staff');
      await client.query('SELECT 1 FROM text_features');
      await expect(client.query('DELETE FROM text_features')).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
  });
});
