import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActor } from '@shuqiao/kernel';
import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Matching, MatchEngine, MatchingModule, MatchRebuild } from '@shuqiao/matching';
import {
  type Config,
  type EmbeddedPostgres,
  PlatformModule,
  readConfig,
  startEmbeddedPostgres,
} from '@shuqiao/platform';
import { Client } from 'pg';
import { migrate } from '../../../../migrations/migrate';
import { fillMarket } from './market-database';

const ACTOR = systemActor('bench:matching');
const CHANGES = 30;

/** What matches, as a worker has it. */
@Module({})
class BenchModule {
  static forRoot(config: Config): DynamicModule {
    const platform = PlatformModule.forRoot({ config, role: 'shuqiao_worker', entities: [] });
    return { module: BenchModule, imports: [platform, MatchingModule] };
  }
}

/** Rebuilds the matches of a market in a database of its own, then changes it bit by bit, and says what that costs. */
export async function measureRebuild(companies: number, demands: number, say: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'shuqiao-bench-'));
  const settings = { shared_buffers: '512MB', max_wal_size: '4GB' };
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), settings });
  try {
    await measure(server, folder, companies, demands, say);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  server: EmbeddedPostgres,
  folder: string,
  companies: number,
  demands: number,
  say: (line: string) => void,
): Promise<void> {
  await migrate(server.url);
  const client = new Client({ connectionString: server.url });
  client.on('error', () => undefined);
  await client.connect();
  await fillMarket(client, companies, demands);
  const config = readConfig({
    DATABASE_URL: server.url,
    DATA_DIR: folder,
    TOKEN_SECRET: 'bench-secret-of-at-least-32-characters',
    DATA_KEY: Buffer.alloc(32).toString('base64'),
    DEMONSTRATION: 'true',
    LOG_LEVEL: 'warn',
  });
  const module = BenchModule.forRoot(config);
  const context = await NestFactory.createApplicationContext(module, { logger: ['error'], abortOnError: false });
  try {
    await rebuild(context, say);
    const { rows } = await client.query<{ n: number; size: string }>(SIZE);
    say(`  ${rows[0]?.n} pairs stored, ${rows[0]?.size}`);
    await change(context, client, say);
  } finally {
    await context.close();
    await client.end();
  }
}

async function rebuild(context: INestApplicationContext, say: (line: string) => void): Promise<void> {
  const began = performance.now();
  let [phase, since, spent] = ['', began, process.cpuUsage()];
  const cpu = spent;
  const end = (): void => {
    // Processor time holds still on a busy machine.
    const { user, system } = process.cpuUsage(spent);
    const [took, used] = [(performance.now() - since) / 1000, (user + system) / 1e6];
    if (phase) say(`  ${phase}: ${took.toFixed(1)} s, CPU of the worker ${used.toFixed(1)} s`);
    [since, spent] = [performance.now(), process.cpuUsage()];
  };
  await context.get(MatchRebuild).run(ACTOR, {
    onProgress: (now) => {
      if (now === phase) return;
      end();
      phase = now;
    },
  });
  end();
  const { user, system } = process.cpuUsage(cpu);
  const { rss } = process.memoryUsage();
  const { index, vectors } = await context.get(MatchEngine, { strict: false }).status();
  say(
    `  in all ${((performance.now() - began) / 1000).toFixed(1)} s, CPU of the worker ${((user + system) / 1e6).toFixed(1)} s, ` +
      `resident ${(rss / 1e6).toFixed(0)} MB, at most ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)} MB, of it the index ${((index + vectors) / 1e6).toFixed(0)} MB`,
  );
}

/** What one changed demand or company costs: published anew, and found by the other side. */
async function change(context: INestApplicationContext, client: Client, say: (line: string) => void): Promise<void> {
  const matching = context.get(Matching);
  const sample = async (table: string) =>
    (await client.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY md5(id::text) LIMIT ${CHANGES}`)).rows;
  for (const [kind, table] of [
    ['demand', 'demands'],
    ['company', 'companies'],
  ] as const) {
    const times: number[] = [];
    for (const { id } of await sample(table)) {
      const started = performance.now();
      await (kind === 'demand' ? matching.refreshDemand(ACTOR, id) : matching.refreshCompany(ACTOR, id));
      times.push(performance.now() - started);
    }
    times.sort((left, right) => left - right);
    const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(0);
    say(`  a changed ${kind}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  }
}

const SIZE = `SELECT count(*)::integer AS n, pg_size_pretty(pg_total_relation_size('matches')) AS size FROM matches`;
