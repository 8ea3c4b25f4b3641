import { readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@shuqiao/kernel';
import { createTestDatabase } from '../support/database';
import { EDITION, found, MatchPrograms, type Program, row, text, write } from '../support/match-programs';

describe('a snapshot of the match', () => {
  let programs: MatchPrograms;
  beforeEach(async () => (programs = await MatchPrograms.create()));
  afterEach(() => programs.stop());
  const snapshot = () => join(programs.folder, 'match', 'index.snapshot');

  it('is what a program starts from, with what came and went since', async () => {
    const first = await programs.start();
    const ids = Array.from({ length: 30 }, () => newId()).sort();
    await write(first, ...ids.map((id) => row('company', id, text(5, 6))));
    await first.engine.open(EDITION);
    await first.close();
    expect((await stat(snapshot())).size).toBeGreaterThan(30 * 128);
    const writer = await programs.startApart();
    await write(writer, row('company', ids[0]!, null), row('company', ids[1]!, text(9)));
    // What the snapshot holds is not read again: a row that was changed behind everybody's back shows it.
    await programs.database.query('DELETE FROM text_features WHERE subject_id = $1', [ids[2]]);
    const second = await programs.start();
    await second.engine.open(EDITION);
    expect(await found(second, 'company', 5)).toEqual(ids.slice(2));
    expect(await found(second, 'company', 9)).toEqual([ids[1]]);
  });

  it.each([
    ['torn', async () => truncate(snapshot(), 500)],
    ['damaged', async () => damage()],
    ['too old', async () => programs.clock.advance(4 * 86_400_000)],
    ['of another history', async () => write(await restored())],
  ])('is not started from when it is %s', async (_name, spoil) => {
    const first = await programs.start();
    const ids = [newId(), newId()].sort();
    await write(first, ...ids.map((id) => row('company', id, text(5))));
    await first.engine.open(EDITION);
    await first.close();
    await programs.database.query('DELETE FROM text_features WHERE subject_id = $1', [ids[0]]);
    await spoil();
    const second = await programs.start();
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
    const [kept] = await programs.database.query<Record<string, unknown>>(
      `SELECT row_to_json(text_features) AS all FROM text_features`,
    );
    await copy.query('INSERT INTO text_features SELECT * FROM json_populate_record(NULL::text_features, $1)', [
      kept!.all,
    ]);
    await programs.database.drop();
    programs.database = copy;
    return programs.startApart();
  }
});
