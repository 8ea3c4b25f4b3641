import { clientConfig } from '@shuqiao/platform';
import { Client, Pool } from 'pg';
import { EventHandlers } from '../../apps/worker/src/event-handlers';
import { LivingWorkers } from '../../apps/worker/src/living-workers';
import { type ProgramProcess, startWorkerProcess } from '../support/api-process';
import { auditActions, createDraft, decide, eventsOf, type Firm, own } from '../support/demands';
import { createFirm, createStaff, type Person } from '../support/people';
import { announce } from '../support/published-demand';
import { startTestPortal, type TestPortal } from '../support/portal';

const MINUTE = 60_000;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(what: string, condition: () => Promise<boolean>, within: number): Promise<void> {
  const end = Date.now() + within;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Not within ${within} ms: ${what}`);
    await pause(50);
  }
}

describe('the jobs of a worker that was killed', () => {
  let portal: TestPortal;
  let firm: Firm;
  let reviewer: Person;
  let killed: ProgramProcess | undefined;

  beforeAll(async () => {
    portal = await startTestPortal();
    firm = await createFirm(portal, { country: 'KZ' });
    reviewer = await createStaff(portal, 'reviewer');
  }, MINUTE);
  afterEach(() => killed?.kill());
  afterAll(() => portal.stop());

  const backends = (condition: string) =>
    portal.database.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'shuqiao_worker' AND ${condition}`,
    );

  /** A demand that is approved; nobody has carried the decision out yet. */
  const approvedDemand = async (): Promise<string> => {
    const { id } = await createDraft(portal, firm);
    await own(portal, firm, firm.companyId).post(`/${id}/submission`).expect(200);
    const settle = jest.spyOn(portal, 'settle').mockResolvedValue();
    await decide(portal, reviewer, id, 'approved').finally(() => settle.mockRestore());
    return id;
  };

  /** Kills a worker while it waits in the middle of what it does to the demand. */
  const killInTheMiddle = async (demandId: string): Promise<void> => {
    const holder = new Client({ connectionString: portal.database.url });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT FROM demands WHERE id = $1 FOR UPDATE', [demandId]);
      killed = await startWorkerProcess(portal, 'queue');
      await until('waits', async () => (await backends(`wait_event_type = 'Lock'`)).length > 0, 20_000);
      await killed.kill();
    } finally {
      await holder.end();
    }
    await until('gone', async () => !(await backends('xact_start IS NOT NULL')).length, 20_000);
  };

  const lockedJobs = () =>
    portal.database.query<{ locked_by: string }>(
      'SELECT locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL',
    );

  it('run again within a minute, once in effect, while nobody takes the long job of one that lives', async () => {
    const id = await approvedDemand();
    await killInTheMiddle(id);
    const dead = (await lockedJobs()).map((job) => job.locked_by);
    expect(dead).not.toEqual([]);
    expect(await auditActions(portal, id)).not.toContain('demand.published');

    const handlers = portal.worker.context.get(EventHandlers).byEvent as Record<string, unknown>;
    let runs = 0;
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const run = () => (runs++, finished);
    handlers['test.slow.v1'] = [{ name: 'test.slow', run }];
    await portal.worker.jobs.start();
    await announce(portal, 'test.slow.v1', {});
    const begun = Date.now();
    await until('the long job runs', () => Promise.resolve(runs === 1), 10_000);
    // A worker that cannot report the end of a job ends itself, so that its locks are released: here that would be the test.
    const living = async () => (await lockedJobs()).filter((job) => !dead.includes(job.locked_by));
    await until('nothing else is in hand', async () => (await living()).length === 1, 20_000);
    for (const { pid } of await backends('true')) await portal.database.query('SELECT pg_terminate_backend($1)', [pid]);

    const published = async () => (await auditActions(portal, id)).includes('demand.published');
    await until('published', published, MINUTE);
    await pause(begun + MINUTE - Date.now());
    expect(runs).toBe(1);
    // What comes by the clock may run beside it for a moment.
    await until('only the long job is left', async () => (await lockedJobs()).length === 1, 20_000);
    finish();
    await until('all done', async () => !(await lockedJobs()).length, 10_000);

    expect((await auditActions(portal, id)).filter((action) => action === 'demand.published')).toHaveLength(1);
    expect((await eventsOf(portal, id)).filter(({ name }) => name === 'demand.published.v1')).toHaveLength(1);
    expect(runs).toBe(1);
    await portal.worker.jobs.stop();
    expect(await portal.database.query('SELECT FROM graphile_worker.jobs WHERE last_error IS NOT NULL')).toEqual([]);
    expect(await portal.database.query('SELECT id FROM job_workers')).toEqual([]);
  }, 180_000);
});

describe('a worker process', () => {
  const SILENCE = 1_500;
  let portal: TestPortal;
  const ended: (() => Promise<void>)[] = [];

  beforeAll(async () => void (portal = await startTestPortal()), MINUTE);
  afterEach(async () => {
    for (const end of ended.splice(0)) await end();
    await portal.database.query('DELETE FROM graphile_worker._private_jobs');
    await portal.database.query('DELETE FROM job_workers');
  });
  afterAll(() => portal.stop());

  /** One that gives signs of life in a quicker rhythm. */
  const join = (id: string, beat = 100, silence = SILENCE) => {
    const pool = new Pool(clientConfig({ url: portal.database.url, role: 'shuqiao_worker' }));
    pool.on('error', () => undefined);
    const living = new LivingWorkers(pool, { warn: () => undefined }, { beat, silence });
    living.join(id);
    let over: Promise<void> | undefined;
    const die = () => (over ??= pool.end());
    ended.push(() => living.stop().finally(die));
    return { living, die };
  };

  /** A job of a named queue that the worker began hours ago, in its second attempt of three. */
  const lockJob = async (worker: string): Promise<void> => {
    await portal.database.query(
      `SELECT graphile_worker.add_job('outbox.relay', '{}', queue_name => $1, max_attempts => 3)`,
      [`of ${worker}`],
    );
    const lock = `locked_by = $1, locked_at = now() - interval '3 hours'`;
    const queue = '(SELECT id FROM graphile_worker._private_job_queues WHERE queue_name = $2)';
    await portal.database.query(
      `UPDATE graphile_worker._private_jobs SET ${lock}, attempts = 2 WHERE job_queue_id = ${queue}`,
      [worker, `of ${worker}`],
    );
    await portal.database.query(`UPDATE graphile_worker._private_job_queues SET ${lock} WHERE queue_name = $2`, [
      worker,
      `of ${worker}`,
    ]);
  };
  const lockOf = async (worker: string) => {
    const [row] = await portal.database.query(
      `SELECT job.locked_by AS job, queue.locked_by AS queue, job.attempts FROM graphile_worker._private_jobs job
       JOIN graphile_worker._private_job_queues queue ON queue.id = job.job_queue_id WHERE queue.queue_name = $1`,
      [`of ${worker}`],
    );
    return row;
  };
  const held = (worker: string) => ({ job: worker, queue: worker, attempts: 2 });
  const released = { job: null, queue: null, attempts: 2 };
  const isReleased = (worker: string) => async () => ((await lockOf(worker)) as { job: unknown }).job === null;

  it('releases jobs and named queues of workers that nobody knows, and leaves what was begun just now', async () => {
    await lockJob('unknown');
    await lockJob('fresh');
    join('judge');
    await until('released', isReleased('unknown'), 10_000);
    expect(await lockOf('unknown')).toEqual(released);
    await portal.database.query(`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'fresh'`);
    await portal.database.query(
      `UPDATE graphile_worker._private_job_queues SET locked_at = now(), locked_by = 'fresh' WHERE queue_name = 'of fresh'`,
    );
    await pause(SILENCE / 2);
    expect(await lockOf('fresh')).toEqual(held('fresh'));
  });

  it('keeps its own jobs however long they take, until it dies', async () => {
    const { die } = join('long');
    await lockJob('long');
    await until('beats', async () => (await portal.database.query('SELECT FROM job_workers')).length === 1, 10_000);
    join('judge');
    await pause(3 * SILENCE);
    expect(await lockOf('long')).toEqual(held('long'));
    await die();
    await until('released', isReleased('long'), 10_000);
    expect(await lockOf('long')).toEqual(released);
    const buried = async () => (await portal.database.query('SELECT FROM job_workers')).length === 1;
    await until('buried', buried, 10_000);
  });

  it(
    'takes nobody’s jobs when it was away itself, as after a failure of the database',
    async () => {
      // A busy machine may hold up a beat for seconds, which must not look like death here.
      const silence = 4 * SILENCE;
      join('slow', silence / 6, silence);
      await lockJob('slow');
      await until('beats', async () => (await portal.database.query('SELECT FROM job_workers')).length === 1, 10_000);
      join('judge', 50, silence);
      await pause(2 * silence);
      for (let times = 0; times < 2; times++) {
        await portal.database.query(`UPDATE job_workers SET seen_at = seen_at - interval '1 hour'`);
        await pause(silence);
        expect(await lockOf('slow')).toEqual(held('slow'));
      }
    },
    MINUTE,
  );

  it('leaves nothing behind when it ends in order', async () => {
    const { living } = join('orderly');
    await until('beats', async () => (await portal.database.query('SELECT FROM job_workers')).length === 1, 10_000);
    await living.stop();
    expect(await portal.database.query('SELECT FROM job_workers')).toEqual([]);
  });
});
