import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, startEmbeddedPostgres } from '@shuqiao/platform';
import { migrate } from '../../../../migrations/migrate';
import { keptSecrets } from '../secrets';
import { languagesOf, type Ranked, readQrels, runText } from './files';
import { type Grades, type Judged, type Quality, qualityOf } from './metrics';
import { Trial } from './trial';

export interface EvaluationOptions {
  readonly demands: string;
  readonly companies: string;
  readonly qrels: string | null;
  readonly out: string | null;
  /** Stands in where a line names no country that takes part. */
  readonly country: string;
}

export interface Evaluation {
  readonly ranked: readonly Ranked[];
  readonly refused: number;
  /** Of all and by language; null without judgements. */
  readonly quality: ReadonlyMap<string, Quality> | null;
}

const TAG = 'shuqiao';
const LONGEST_END_MS = 10_000;

/**
 * Imports the files into a fresh database on a server of its own, matches them as production does and judges the stored
 * lists. Nothing is left behind but the run; `signal` ends it early.
 */
export async function evaluate(
  options: EvaluationOptions,
  say: (text: string) => void,
  signal?: AbortSignal,
): Promise<Evaluation> {
  // What is wrong with these is said before minutes are spent.
  const judgements = options.qrels === null ? null : await readQrels(options.qrels);
  const languages = await languagesOf(options.demands);
  const folder = await mkdtemp(join(tmpdir(), 'shuqiao-evaluation-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false });
  const stopped = new Promise<never>((_done, stop) => {
    signal?.addEventListener('abort', () => stop(new Error('Interrupted.')), { once: true });
  });
  const matching = match(options, server.url, folder, say);
  try {
    const { ranked, refused } = await Promise.race([matching, stopped]);
    if (options.out !== null) await writeFile(options.out, runText(ranked, TAG));
    return { ranked, refused, quality: judgements && qualityOf(judge(ranked, judgements, languages)) };
  } finally {
    await server.stop();
    // What was interrupted ends by itself once its database is gone, and closes what it holds open.
    await Promise.allSettled([Promise.race([matching, new Promise((end) => setTimeout(end, LONGEST_END_MS).unref())])]);
    await rm(folder, { recursive: true, force: true });
  }
}

async function match(
  { companies, demands, country }: EvaluationOptions,
  url: string,
  folder: string,
  say: (text: string) => void,
): Promise<Pick<Evaluation, 'ranked' | 'refused'>> {
  await migrate(url);
  const secrets = keptSecrets(folder);
  const config = readConfig({
    DATABASE_URL: url,
    DATA_DIR: folder,
    DEMONSTRATION: 'true',
    LOG_LEVEL: 'error',
    ...secrets,
  });
  const trial = await Trial.begin(config, say);
  try {
    const refused =
      (await trial.take('companies', companies, country)) + (await trial.take('demands', demands, country));
    return { refused, ranked: await trial.lists() };
  } finally {
    await trial.end();
  }
}

/** A demand for which nothing was found, or whose line was refused, counts with an empty list. */
function judge(
  ranked: readonly Ranked[],
  judgements: ReadonlyMap<string, Grades>,
  languages: ReadonlyMap<string, string>,
): Judged[] {
  const found = new Map<string, string[]>();
  for (const { demand, company } of ranked) found.set(demand, [...(found.get(demand) ?? []), company]);
  return [...languages].flatMap(([demand, language]) => {
    const grades = judgements.get(demand);
    return grades ? [{ language, grades, found: found.get(demand) ?? [] }] : [];
  });
}
