import { parseArgs } from 'node:util';
import { evaluate, type EvaluationOptions } from './evaluation/evaluate';
import type { Quality } from './evaluation/metrics';

const USAGE = `Usage: npm run eval:matching -- --demands D.jsonl --companies C.jsonl [--qrels Q.tsv] [--out run.tsv] [--country KZ]
The lines are those that staff import (docs/api-guide.md). Exit code 0; 1 when it failed or was interrupted; 2 when
the call is wrong; 3 when it went through but some lines were refused.`;

const FORMULA =
  'nDCG@10: gain 2^grade − 1, discount log2(rank + 1), divided by that of the best order; success@10: one of the first ten is relevant.';

class UsageError extends Error {}

/** Measures the match on files of demands and companies: what stands in the stored lists, against judgements. */
async function main(): Promise<void> {
  const options = read(process.argv.slice(2));
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());
  const started = Date.now();
  const { ranked, refused, quality } = await evaluate(options, (text) => console.error(text), interruption.signal);
  console.error(`${ranked.length} pairs listed in ${Math.round((Date.now() - started) / 1_000)} s`);
  if (quality) console.log(tableOf(quality));
  process.exitCode = refused ? 3 : 0;
}

/** @throws UsageError */
function read(args: string[]): EvaluationOptions {
  const text = { type: 'string' } as const;
  const known = { demands: text, companies: text, qrels: text, out: text, country: text };
  const values = parse(args, known);
  const { demands, companies, qrels = null, out = null, country = 'KZ' } = values;
  if (!demands || !companies) throw new UsageError('--demands and --companies are needed.');
  return { demands, companies, qrels, out, country };
}

function parse(args: string[], options: Record<string, { type: 'string' }>): Record<string, string | undefined> {
  try {
    return parseArgs({ args, options }).values as Record<string, string | undefined>;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function tableOf(quality: ReadonlyMap<string, Quality>): string {
  const row = (...cells: string[]) => cells.map((cell, at) => (at ? cell.padStart(12) : cell.padEnd(8))).join('');
  const rows = [...quality].map(([name, { ndcg, success, demands }]) =>
    row(name, ndcg.toFixed(4), success.toFixed(4), String(demands)),
  );
  return [row('', 'nDCG@10', 'success@10', 'demands'), ...rows, FORMULA].join('\n');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof UsageError) console.error(USAGE);
  process.exitCode = error instanceof UsageError ? 2 : 1;
  // What an interrupted run still waits for does not keep the process.
  setTimeout(() => process.exit(), 2_000).unref();
});
