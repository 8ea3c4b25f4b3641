import type { Worker } from 'node:worker_threads';
import { newId, systemActor } from '@shuqiao/kernel';
import { Client } from 'pg';
import { EDITION, found, MatchPrograms, row, text, write } from '../support/match-programs';

const ACTOR = systemActor('test');

describe('the engine of the match', () => {
  let programs: MatchPrograms;
  beforeEach(async () => (programs = await MatchPrograms.create()));
  afterEach(() => programs.stop());

  it('holds nothing of a transaction that is not committed, whoever asks from within it', async () => {
    const program = await programs.start();
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
    const program = await programs.start();
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
    const [one, other] = [await programs.start(), await programs.startApart()];
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
    const program = await programs.start();
    await program.engine.open(EDITION);
    const id = newId();
    await write(program, row('company', id, text(5)));
    for (let round = 0; round < 100 && !(await found(program, 'company', 5)).length; round++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await found(program, 'company', 5)).toEqual([id]);
  });

  it('never lets an earlier version replace a later one, and has nobody follow what did not change', async () => {
    const program = await programs.start();
    await program.engine.open(EDITION);
    const id = newId();
    await write(program, row('company', id, text(5), { version: 3 }));
    await write(program, row('company', id, text(6), { version: 2 }), row('company', id, text(6), { version: 1 }));
    await program.engine.catchUp();
    expect(await found(program, 'company', 5, 6)).toEqual([id]);
    const written = () => programs.database.query<{ at: string }>('SELECT written_in::text AS at FROM text_features');
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

  it('leaves out texts of another making, and takes them in once they are made anew', async () => {
    const program = await programs.start();
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
    const program = await programs.start();
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
    const program = await programs.start();
    const [kept, gone] = [newId(), newId()];
    const stored = text(3, 0xffffffff, 0);
    await write(program, row('demand', kept, stored), row('demand', gone, null));
    expect([...(await program.store.read(ACTOR, 'demand', [kept, gone]))]).toEqual([[kept, stored]]);
    await program.store.purge(ACTOR);
    expect(await programs.database.query('SELECT 1 FROM text_features')).toHaveLength(2);
    programs.clock.advance(8 * 86_400_000);
    await program.store.purge(ACTOR);
    expect(await programs.database.query('SELECT subject_id AS id FROM text_features')).toEqual([{ id: kept }]);
  });

  it('is written by the worker alone, and firms read its words at most', async () => {
    const client = new Client({ connectionString: programs.database.url });
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
