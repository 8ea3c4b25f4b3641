import { EventEmitter } from 'node:events';
import type { createLogger } from '@shuqiao/platform';
import type { WorkerEvents } from 'graphile-worker';
import type { ClientConfig, Pool, QueryConfig, QueryResultRow } from 'pg';

/** In milliseconds. */
export interface Rhythm {
  readonly beat: number;
  /** Whoever gave no sign of life for so long is dead; several beats, since one may be late. */
  readonly silence: number;
}

const RHYTHM: Rhythm = { beat: 10_000, silence: 40_000 };
/** A connection that was cut without a word must not keep a worker from beating on another. */
const QUERY_TIMEOUT = 5_000;

/**
 * Releases the jobs of workers that died. graphile-worker leaves them locked for four hours: it cannot tell a dead worker
 * from one with a long job. So each pool of workers in this process gives signs of life, and each process looks for locks
 * of pools that give none. That a job is taken from one that only seemed dead is unlikely and does no harm: handlers can
 * be repeated.
 */
export class LivingWorkers {
  /** To be given to graphile-worker, which tells here of its pools. */
  readonly events: WorkerEvents = new EventEmitter();
  private readonly ids = new Set<string>();
  private readonly known = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private busy: Promise<void> = Promise.resolve();

  constructor(
    private readonly pool: Pool,
    private readonly logger: Pick<ReturnType<typeof createLogger>, 'warn'>,
    private readonly rhythm: Rhythm = RHYTHM,
  ) {
    this.events.on('pool:create', ({ workerPool }) => this.join(workerPool.id));
    this.events.on('pool:release', ({ workerPool }) => this.leave(workerPool.id));
  }

  /** The first sign of life comes with the first beat: until then the time of a lock is one. */
  join(id: string): void {
    this.ids.add(id);
    if (this.ids.size === 1) this.rest();
  }

  /** For a pool that has no job in hand any more. */
  leave(id: string): void {
    this.ids.delete(id);
    if (!this.ids.size) clearTimeout(this.timer);
    if (this.known.delete(id)) this.next(() => this.query(FORGET, [id]));
  }

  /** Ends the signs of life, to be called when no job is in hand. */
  async stop(): Promise<void> {
    for (const id of [...this.ids]) this.leave(id);
    await this.busy;
  }

  private rest(): void {
    this.timer = setTimeout(() => this.next(() => this.round()), this.rhythm.beat);
  }

  private next(act: () => Promise<unknown>): void {
    this.busy = this.busy
      .then(async () => void (await act()))
      .catch((error: unknown) => this.logger.warn({ err: error }, 'no sign of life could be given'));
  }

  private async round(): Promise<void> {
    const ids = [...this.ids];
    if (!ids.length) return;
    try {
      await this.beat(ids);
    } finally {
      clearTimeout(this.timer);
      if (this.ids.size) this.rest();
    }
  }

  private async beat(ids: readonly string[]): Promise<void> {
    const { silence } = this.rhythm;
    for (const id of ids) this.known.add(id);
    const [own] = await this.query<{ steady: boolean }>(BEAT, [ids, silence / 2]);
    // When the database was away, or this process, the others need time to give signs of life again.
    if (!own?.steady) return;
    const [dead] = await this.query<{ workers: string[] }>(RELEASE, [silence]);
    if (dead) this.logger.warn({ workers: dead.workers }, 'jobs of dead workers released');
    await this.query(BURY, [silence]);
  }

  private async query<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
    const config: QueryConfig & ClientConfig = { text, values, query_timeout: QUERY_TIMEOUT };
    return (await this.pool.query<Row>(config)).rows;
  }
}

// `since` is when the unbroken row of beats began.
const BEAT = `
  WITH beat AS (
    INSERT INTO job_workers AS known (id, since, seen_at) SELECT id, now(), now() FROM unnest($1::text[]) AS id
    ON CONFLICT ON CONSTRAINT job_workers_pkey DO UPDATE SET seen_at = now(),
      since = CASE WHEN known.seen_at > now() - make_interval(secs => $2::float8 / 1000) THEN known.since ELSE now() END
    RETURNING since)
  SELECT min(since) <= now() - make_interval(secs => $2::float8 / 1000) AS steady FROM beat`;

// A lock is a sign of life too: of a worker that has not beaten yet, and of one that knows nothing of this table.
const RELEASE = `
  WITH locks AS (
      SELECT locked_by, locked_at FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
      UNION ALL SELECT locked_by, locked_at FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL),
    dead AS (
      SELECT locked_by AS id FROM locks LEFT JOIN job_workers ON id = locked_by
      GROUP BY locked_by HAVING greatest(max(locked_at), max(seen_at)) < now() - make_interval(secs => $1::float8 / 1000))
  SELECT array_agg(id) AS workers, graphile_worker.force_unlock_workers(array_agg(id)) FROM dead HAVING count(*) > 0`;

const BURY = `DELETE FROM job_workers WHERE seen_at < now() - make_interval(secs => $1::float8 / 1000)`;

const FORGET = 'DELETE FROM job_workers WHERE id = $1';
