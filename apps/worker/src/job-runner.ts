import { Inject, Injectable } from '@nestjs/common';
import {
  CONFIG,
  clientConfig,
  type Config,
  createLogger,
  Database,
  type OutboxMessage,
  type Statement,
  watchQueue,
} from '@shuqiao/platform';
import { systemActor } from '@shuqiao/kernel';
import {
  type JobHelpers,
  Logger as JobLogger,
  parseCronItems,
  run,
  type Runner,
  runOnce,
  type RunnerOptions,
  type TaskList,
} from 'graphile-worker';
import { Pool } from 'pg';
import { EventHandlers } from './event-handlers';
import { LivingWorkers } from './living-workers';
import { Schedules } from './schedules';

const ATTEMPTS = 12;
// The next turn tries again anyway; but a crash uses an attempt up, and the next turn may be a day away.
const SCHEDULED_ATTEMPTS = 3;

/** Runs the queue: each handler of each event is a job of its own, tried again by itself until it succeeds. */
@Injectable()
export class JobRunner {
  private readonly logger;
  private readonly pool: Pool;
  private readonly living: LivingWorkers;
  private runner: Runner | undefined;
  private ending = new AbortController();
  private beginning: Promise<unknown> = Promise.resolve();
  private readonly unwatch: () => void;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly handlers: EventHandlers,
    private readonly schedules: Schedules,
  ) {
    this.logger = createLogger(config.LOG_LEVEL, 'worker');
    this.pool = new Pool({
      ...clientConfig({ url: config.DATABASE_URL, role: 'shuqiao_worker' }),
      max: config.WORKER_CONCURRENCY + 2,
    });
    const lost = (error: Error) => this.logger.warn({ err: error }, 'queue connection lost');
    this.pool.on('error', lost).on('connect', (client) => client.on('error', lost));
    this.living = new LivingWorkers(this.pool, this.logger);
    this.unwatch = watchQueue(database);
  }

  /** Works until {@link stop}. */
  async start(): Promise<void> {
    const parsedCronItems = parseCronItems(
      this.schedules.all.map(({ name, cron, alone }) => ({
        task: name,
        match: cron,
        identifier: name,
        options: { maxAttempts: SCHEDULED_ATTEMPTS, ...(alone ? { queueName: name, jobKey: name } : {}) },
      })),
    );
    this.runner = await run({ ...this.options(), parsedCronItems });
    this.ending = new AbortController();
    const { signal } = this.ending;
    this.beginning = Promise.all(
      this.schedules.all
        .filter(({ atStart }) => atStart)
        .map(({ name, run: work }) =>
          work(signal).catch((error: unknown) =>
            this.logger.error({ err: error, schedule: name }, 'failed at the start'),
          ),
        ),
    );
  }

  /** Finishes the jobs in hand and takes no more. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.runner?.stop();
    this.runner = undefined;
    await this.beginning;
    await this.living.stop();
  }

  /** Does all that is due and returns: what tests and commands call instead of waiting. */
  async drain(): Promise<void> {
    await runOnce(this.options());
  }

  async onModuleDestroy(): Promise<void> {
    this.unwatch();
    await this.stop();
    await this.pool.end();
  }

  private options(): RunnerOptions {
    return {
      pgPool: this.pool,
      events: this.living.events,
      concurrency: this.config.WORKER_CONCURRENCY,
      noHandleSignals: true,
      pollInterval: 1000,
      taskList: this.tasks(),
      logger: new JobLogger(
        () => (level, message, meta) =>
          this.logger[level === 'warning' ? 'warn' : level === 'error' ? 'error' : 'debug'](meta, message),
      ),
    };
  }

  private tasks(): TaskList {
    const scheduled = this.schedules.all.map(
      ({ name, run: work }) =>
        [name, async (_payload: unknown, helpers: JobHelpers) => void (await work(helpers.abortSignal))] as const,
    );
    return {
      ...Object.fromEntries(scheduled),
      'outbox.relay': (payload) => this.relay((payload as { id: string }).id),
      'event.handle': (payload, { abortSignal }) =>
        this.handle(payload as { id: string; handler: string }, abortSignal),
    };
  }

  /** Makes one job for each handler, once: the mark and the jobs are one commit. */
  private relay(id: string): Promise<void> {
    return this.database.transaction(systemActor(`relay:${id}`), async () => {
      const [message] = await this.database.query<{ name: string }>(RELAY, [id]);
      for (const handler of this.handlers.byEvent[message?.name ?? ''] ?? []) {
        await this.database.query(ADD_JOB, [
          JSON.stringify({ id, handler: handler.name }),
          `${id}:${handler.name}`,
          ATTEMPTS,
        ]);
      }
      await this.database.query(SEAL_SOON, [SCHEDULED_ATTEMPTS]);
    });
  }

  private async handle({ id, handler }: { id: string; handler: string }, signal: AbortSignal): Promise<void> {
    const [message] = await this.database.read<OutboxMessage & Record<string, unknown>>(LOAD, [id]);
    const found = this.handlers.byEvent[message?.name ?? '']?.find((candidate) => candidate.name === handler);
    if (message && found) await found.run(message, signal);
  }
}

const RELAY: Statement = {
  name: 'outbox.relay',
  text: 'UPDATE outbox_messages SET relayed_at = now() WHERE id = $1 AND relayed_at IS NULL RETURNING name',
};
const ADD_JOB: Statement = {
  name: 'outbox.add-job',
  text: `SELECT graphile_worker.add_job('event.handle', $1::json, job_key => $2, max_attempts => $3)`,
};
// One job for all that happens within two seconds: the minute of the schedule is how long a quiet moment may last.
const SEAL_SOON: Statement = {
  name: 'outbox.seal-soon',
  text: `SELECT graphile_worker.add_job('audit.seal', job_key => 'audit.seal', job_key_mode => 'preserve_run_at',
           run_at => now() + interval '2 seconds', max_attempts => $1)`,
};
const LOAD: Statement = {
  name: 'outbox.load',
  text: `SELECT id, name, payload, created_at::text AS "createdAt" FROM outbox_messages WHERE id = $1`,
};
