import { newId, systemActor } from '@shuqiao/kernel';
import { Audit, Database, type Statement } from '@shuqiao/platform';
import { startTestPortal, type TestPortal } from '../support/portal';

const actor = systemActor('test');
const MARK: Statement = { name: 'test.mark', text: 'INSERT INTO installation_marks (name) VALUES ($1)' };
const DIVIDE: Statement = { name: 'test.divide', text: 'SELECT 1 / $1::integer AS quotient' };

describe('a transaction', () => {
  let portal: TestPortal;
  let database: Database;
  let audit: Audit;
  beforeAll(async () => {
    portal = await startTestPortal();
    database = portal.worker.context.get(Database, { strict: false });
    audit = portal.worker.context.get(Audit, { strict: false });
  });
  afterAll(() => portal.stop());

  const marks = async (name: string) =>
    (await portal.database.query('SELECT FROM installation_marks WHERE name = $1', [name])).length;
  const entry = (subjectType: string | null) => ({
    action: 'test.done',
    subjectType: subjectType as string,
    subjectId: newId(),
  });

  it('is not committed when what nobody waited for has failed, and says why', async () => {
    const work = database.transaction(actor, async () => {
      await database.query(MARK, ['unheard']);
      await audit.record(actor, entry(null));
    });
    await expect(work).rejects.toMatchObject({ code: '23502', column: 'subject_type' });
    expect(await marks('unheard')).toBe(0);
  });

  it('tells the fault behind the refusal of a later statement', async () => {
    const work = database.transaction(actor, async () => {
      await audit.record(actor, entry(null));
      await database.query(MARK, ['later']);
    });
    await expect(work).rejects.toMatchObject({ code: '23502', column: 'subject_type' });
    expect(await marks('later')).toBe(0);
  });

  it('is not taken for committed when a fault was swallowed', async () => {
    const work = database.transaction(actor, async () => {
      await database.query(MARK, ['swallowed']);
      await database.query(DIVIDE, [0]).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('rolled back');
    expect(await marks('swallowed')).toBe(0);
  });

  it('of one statement answers its rows, or its fault', async () => {
    expect(await database.queryOnce(actor, DIVIDE, [1])).toEqual([{ quotient: 1 }]);
    await expect(database.queryOnce(actor, DIVIDE, [0])).rejects.toMatchObject({ code: '22012' });
    await database.queryOnce(actor, MARK, ['once']);
    expect(await marks('once')).toBe(1);
  });

  it('leaves its connection fit for the next one, whatever happened', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) => database.transaction(actor, () => database.query(DIVIDE, [index % 2]))),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
    expect(await database.queryOnce(actor, DIVIDE, [1])).toEqual([{ quotient: 1 }]);
  });
});
