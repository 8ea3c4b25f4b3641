import { parseArgs } from 'node:util';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImpactIndex, readSnapshot, writeSnapshot } from '@shuqiao/matching';
import { changeCosts, type Percentiles, searchCosts } from './costs';
import { measureRebuild } from './rebuild-costs';
import { Texts } from './texts';

const USAGE = 'Usage: npm run bench:matching -- [--scale 10000|100000|1000000] [--only index|rebuild]';

/** Prints what the index of the match costs at a size: see `docs/benchmark.md`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: { scale: { type: 'string', default: '100000' }, only: { type: 'string' } },
  });
  const companies = Number(values.scale);
  if (!Number.isInteger(companies) || companies < 1_000 || companies > 2_000_000)
    throw new Error(`--scale must be a whole number from 1000 to 2000000.\n${USAGE}`);
  const demands = companies / 5;
  if (values.only !== 'rebuild') await measureIndex(companies, demands);
  if (values.only === 'index') return;
  console.log(`rebuild of ${companies} companies and ${demands} demands`);
  await measureRebuild(companies, demands, (line) => console.log(line));
}

async function measureIndex(companies: number, demands: number): Promise<void> {
  const texts = new Texts();
  const index = new ImpactIndex();
  const ids = fill(index, texts, companies, demands);
  sayMemory(index);
  await saySnapshot(index);
  say('search of companies', searchCosts(index, 'company', texts));
  say('search of demands', searchCosts(index, 'demand', texts));
  const { rounds, put, remove, amortised, longestSlice } = changeCosts(index, ids, texts);
  say(`change of ${rounds} companies, then removal of half of them`, { put, remove });
  console.log(
    `  with merging ${amortised.toFixed(3)} ms each; the longest a merge held up anything ${longestSlice.toFixed(1)} ms`,
  );
  say('search of companies after that', searchCosts(index, 'company', texts));
}

function fill(index: ImpactIndex, texts: Texts, companies: number, demands: number): string[] {
  const ids: string[] = [];
  let spent = 0;
  index.isLoading = true;
  for (let made = 0; made < companies + demands; made++) {
    const [id, text] = [texts.id(), texts.text()];
    const isCompany = made < companies;
    if (isCompany) ids.push(id);
    const started = performance.now();
    index.put(isCompany ? 'company' : 'demand', id, text);
    spent += performance.now() - started;
  }
  const started = performance.now();
  index.isLoading = false;
  while (index.work(100));
  spent += performance.now() - started;
  console.log(`${companies} companies, ${demands} demands: built in ${(spent / 1000).toFixed(2)} s`);
  return ids;
}

function sayMemory(index: ImpactIndex): void {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  const { index: postings, vectors } = index.memory();
  const { arrayBuffers, rss } = process.memoryUsage();
  console.log(`memory: index ${megabytes(postings)}, vectors ${megabytes(vectors)}`);
  console.log(`  all arrays of the process ${megabytes(arrayBuffers)}, resident ${megabytes(rss)}`);
}

async function saySnapshot(index: ImpactIndex): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'shuqiao-bench-'));
  try {
    const file = join(folder, 'index.snapshot');
    const header = { space: 'bench', history: 'bench', mark: '0', savedAt: Date.now() };
    const started = performance.now();
    await writeSnapshot(index, file, header);
    const written = performance.now();
    const { size } = await stat(file);
    if (!readSnapshot(new ImpactIndex(), file, { ...header, notBefore: 0 }))
      throw new Error('The snapshot is not whole');
    const [write, read] = [written - started, performance.now() - written];
    console.log(
      `snapshot: ${(size / 1e6).toFixed(0)} MB, written in ${write.toFixed(0)} ms, read in ${read.toFixed(0)} ms`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function say(title: string, rows: Readonly<Record<string, Percentiles>>): void {
  console.log(`${title}, ms`.padEnd(48), ...['p50', 'p95', 'p99', 'most', 'CPU'].map((name) => name.padStart(9)));
  for (const [name, { p50, p95, p99, most, cpu }] of Object.entries(rows))
    console.log(`  ${name}`.padEnd(48), ...[p50, p95, p99, most, cpu].map((value) => value.toFixed(3).padStart(9)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
