import { createReadStream } from 'node:fs';
import { Staff } from '@shuqiao/identity';
import { Imports, type ImportKind } from '@shuqiao/imports';
import { type AccountActor, newId, systemActor } from '@shuqiao/kernel';
import { Matching, MatchReads } from '@shuqiao/matching';
import type { Config } from '@shuqiao/platform';
import { Client } from 'pg';
import { createWorker, type Worker } from '../../../worker/src/program';
import type { Ranked } from './files';

const YEAR = 365 * 86_400_000;
const SAID_EVERY_MS = 5_000;
const PAGE = 100;
const SOURCE = 'evaluation';

type Say = (text: string) => void;

/** A worker on a fresh database that takes in files as staff do and matches them as it does in production. */
export class Trial {
  private constructor(
    private readonly worker: Worker,
    private readonly client: Client,
    private readonly staff: AccountActor,
    private readonly say: Say,
  ) {}

  /** The database has been migrated and is empty. */
  static async begin(config: Config, say: Say): Promise<Trial> {
    const worker = await createWorker({ config });
    const client = new Client({ connectionString: config.DATABASE_URL });
    client.on('error', () => undefined);
    await client.connect();
    const requestId = `evaluation:${newId()}`;
    const somebody = { email: 'evaluation@example.org', displayName: 'Evaluation', language: 'en' as const };
    const staff = worker.context.get(Staff);
    const { id } = await staff.invite(systemActor(requestId), { ...somebody, roles: ['reviewer'] });
    const actor = { kind: 'staff', accountId: id, memberships: [], staffRoles: ['reviewer'] } as const;
    return new Trial(worker, client, { ...actor, language: 'en', requestId }, say);
  }

  /**
   * Imports a file and does all that follows from it. Says which lines were refused and why, and returns how many.
   * @throws Error when a job failed, since the lists would be incomplete.
   */
  async take(kind: ImportKind, file: string, country: string): Promise<number> {
    const imports = this.worker.context.get(Imports);
    const openUntil = new Date(Date.now() + YEAR).toISOString();
    const wanted = { kind, source: SOURCE, publish: true, openUntil, country };
    const { id, lines } = await imports.begin(this.staff, wanted, createReadStream(file));
    const timer = setInterval(() => void this.tell(kind, id, lines).catch(() => undefined), SAID_EVERY_MS);
    try {
      await this.worker.jobs.drain();
    } finally {
      clearInterval(timer);
    }
    await this.requireDone();
    const { added, changed, unchanged, refused, faults } = await imports.get(this.staff, id);
    for (const { line, pointer, code } of faults) this.say(`${file}, line ${line}: ${pointer || 'the line'}: ${code}`);
    const repeated = changed + unchanged ? `, ${changed + unchanged} said again` : '';
    this.say(`${kind}: ${added} imported${repeated}, ${refused} refused`);
    return refused;
  }

  /** The stored lists, as the secretariat reads them, best first. */
  async lists(): Promise<Ranked[]> {
    const matching = this.worker.context.get(Matching);
    while ((await matching.refill(systemActor(this.staff.requestId))) > 0);
    await this.worker.jobs.drain();
    await this.requireDone();
    const { rows } = await this.client.query<{ kind: ImportKind; external_id: string; subject_id: string }>(RECORDS);
    const names = new Map(rows.map((row) => [row.subject_id, row.external_id]));
    const ranked: Ranked[] = [];
    for (const row of rows.filter(({ kind }) => kind === 'demands'))
      ranked.push(...(await this.list(row.subject_id, row.external_id, names)));
    return ranked;
  }

  async end(): Promise<void> {
    await this.client.end();
    await this.worker.context.close();
  }

  private async list(id: string, demand: string, names: ReadonlyMap<string, string>): Promise<Ranked[]> {
    const reads = this.worker.context.get(MatchReads);
    const ranked: Ranked[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await reads.forDemandAsStaff(this.staff, id, { limit: PAGE, cursor });
      for (const { companyId, score } of page.items) {
        const company = names.get(companyId);
        if (company !== undefined) ranked.push({ demand, company, rank: ranked.length + 1, score });
      }
      if (page.nextCursor === null) return ranked;
      cursor = page.nextCursor;
    }
  }

  private async tell(kind: ImportKind, id: string, lines: number): Promise<void> {
    const { added, changed, unchanged, refused } = await this.worker.context.get(Imports).get(this.staff, id);
    const { rows } = await this.client.query<{ waiting: number }>(WAITING);
    const jobs = rows[0]?.waiting ?? 0;
    this.say(`  ${kind}: ${added + changed + unchanged + refused} of ${lines} lines, ${jobs} jobs left`);
  }

  private async requireDone(): Promise<void> {
    const { rows } = await this.client.query<{ task: string; error: string | null }>(FAILED);
    const [job] = rows;
    if (job) throw new Error(`A job was not done (${job.task}): ${job.error ?? 'it waits'}`);
  }
}

const RECORDS = 'SELECT kind, external_id, subject_id FROM import_records ORDER BY subject_id';
const WAITING = 'SELECT count(*)::integer AS waiting FROM graphile_worker._private_jobs';
const FAILED = `SELECT tasks.identifier AS task, last_error AS error FROM graphile_worker._private_jobs jobs
  JOIN graphile_worker._private_tasks tasks ON tasks.id = jobs.task_id WHERE last_error IS NOT NULL LIMIT 1`;
