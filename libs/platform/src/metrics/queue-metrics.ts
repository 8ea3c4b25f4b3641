import type { Database } from '../database/database';
import type { Statement } from '../database/statement';
import { defineGauge, onScrape } from './metrics';

interface Figures extends Record<string, unknown> {
  readonly unrelayed: number;
  readonly oldest: number;
  readonly due: number;
  readonly waiting: number;
  readonly failed: number;
  readonly unsealed: number;
}

const unrelayed = defineGauge('outbox_unrelayed_messages', 'Published messages that have no jobs yet.', []);
const oldest = defineGauge('outbox_oldest_unrelayed_seconds', 'Age of the oldest message that has no jobs yet.', []);
const jobs = defineGauge('queue_jobs', 'Jobs: due now, waiting for their time, given up after the last attempt.', [
  'state',
]);
const unsealed = defineGauge('audit_unsealed_entries', 'Audit entries that are not in the hash chain yet.', []);

/** Shows the outbox, the queue and the audit; only the worker's role may look there. Returns what ends that. */
export function watchQueue(database: Database): () => void {
  return onScrape(async () => {
    const [figures] = await database.read<Figures>(FIGURES, []);
    if (!figures) return;
    unrelayed.set(figures.unrelayed);
    oldest.set(figures.oldest);
    jobs.set({ state: 'due' }, figures.due);
    jobs.set({ state: 'waiting' }, figures.waiting);
    jobs.set({ state: 'failed' }, figures.failed);
    unsealed.set(figures.unsealed);
  });
}

const FIGURES: Statement = {
  name: 'metrics.queue',
  text: `SELECT message.*, job.*, (SELECT count(*)::int FROM audit_unsealed) AS unsealed
    FROM (SELECT count(*)::int AS unrelayed, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS oldest
          FROM outbox_messages WHERE relayed_at IS NULL) message,
         (SELECT count(*) FILTER (WHERE attempts < max_attempts AND run_at <= now())::int AS due,
                 count(*) FILTER (WHERE attempts < max_attempts AND run_at > now())::int AS waiting,
                 count(*) FILTER (WHERE attempts >= max_attempts)::int AS failed
          FROM graphile_worker.jobs) job`,
};
