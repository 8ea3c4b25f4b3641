import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Comparison, Contest } from './contest';
import { type BenchDatabase, openBenchDatabase } from './database/bench-database';
import { interrupted } from './interruption';
import { Clients } from './load';
import { type Options, readOptions } from './options';
import { signInPeople, TOKEN_SECRET } from './people';
import { PostgresCpu } from './postgres-cpu';
import { type Report, tableOf } from './report';
import { SCENARIOS, STORMS } from './scenarios';
import { ServerChild } from './server/child';

const say = (text: string): void => console.error(text);

/** Measures the portal's API beside a bare server: see `docs/benchmark.md`. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2).filter((argument) => argument !== '--'));
  const database = await openBenchDatabase(options.scale, say);
  const servers: ServerChild[] = [];
  try {
    const environment = environmentOf(database.url);
    const portal = await start(servers, 'portal', 'company-api/src/main.js', environment, '/health/ready');
    const bare = await start(servers, 'bare', 'bench/src/server/bare.js', environment, '/ready');
    const report = await Promise.race([compareAll(options, database, portal, bare), interrupted]);
    console.log(tableOf(report));
    if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await database.stop();
  }
}

async function start(
  servers: ServerChild[],
  name: string,
  entry: string,
  environment: NodeJS.ProcessEnv,
  path: string,
): Promise<ServerChild> {
  // Programs are started by their file: no app imports another.
  const server = await ServerChild.start(name, join(__dirname, '../..', entry), environment, path);
  servers.push(server);
  return server;
}

async function compareAll(
  options: Options,
  { client }: BenchDatabase,
  portal: ServerChild,
  bare: ServerChild,
): Promise<Report> {
  await sleep(1_000);
  const memory = async (server: ServerChild) => Math.round((await server.usage()).memory / 1e6);
  const memoryAtRest = { portal: await memory(portal), bare: await memory(bare) };
  const preparing = new Clients(portal.port, 2);
  const bench = { options, client, call: preparing.call.bind(preparing), ...(await signInPeople(client)) };
  const contest = new Contest(bench, portal, bare, await PostgresCpu.of(client));
  const comparisons: Comparison[] = [];
  const wanted = ({ name }: { name: string }) => !options.only || name.includes(options.only);
  for (const scenario of SCENARIOS.filter(wanted)) {
    say(scenario.name);
    comparisons.push(await contest.run(scenario));
  }
  for (const storm of STORMS.filter(wanted)) {
    say(storm.name);
    comparisons.push(await contest.storm(storm));
  }
  preparing.close();
  const { scale } = options;
  return { scale, node: process.version, processors: availableParallelism(), memoryAtRest, comparisons };
}

function environmentOf(url: string): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: url,
    DATA_DIR: resolve('.data/bench'),
    TOKEN_SECRET,
    DATA_KEY: Buffer.alloc(32).toString('base64'),
    DEMONSTRATION: 'true',
    // All load comes from one address.
    REQUESTS_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
  };
}

main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
