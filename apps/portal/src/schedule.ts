import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DomainError, interpolate } from '@shuqiao/kernel';
import { findSatProgram, readProblem, solve } from '@shuqiao/roadshows';

const USAGE = `Usage: npm run --silent schedule -- problem.json [--seconds 60] [--seed 1]
Prints the schedule as one JSON document (docs/decisions/meeting-scheduler.md). Exit code 0; 1 when it failed; 2 when the
call or the file is wrong, with a problem document that names each wrong field.`;

class UsageError extends Error {}

/** Schedules the one-to-one meetings of a file. */
async function main(): Promise<void> {
  const { file, seconds, seed } = read(process.argv.slice(2));
  const satProgram = findSatProgram(process.env);
  const schedule = await solve(readProblem(await parse(file)), { seconds, seed, satProgram });
  // Only what is written to the end is a document; the exit code must not cut it short.
  process.stdout.write(`${JSON.stringify(schedule)}\n`);
}

/** @throws UsageError */
function read(args: string[]): { file: string; seconds: number; seed: number } {
  const { values, positionals } = arguments_(args);
  const [file, ...more] = positionals;
  const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
  if (file === undefined || more.length) throw new UsageError('Exactly one file is needed.');
  if (!(seconds > 0 && seconds <= 86_400)) throw new UsageError('--seconds must be a number above 0, at most 86400.');
  if (!Number.isInteger(seed) || Math.abs(seed) > 2 ** 31)
    throw new UsageError('--seed must be a whole number of 32 bits.');
  return { file, seconds, seed };
}

function arguments_(args: string[]) {
  try {
    const options = { seconds: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** @throws UsageError when the file cannot be read or is not JSON */
async function parse(file: string): Promise<unknown> {
  // npm starts commands in the project's folder; the person stands elsewhere.
  const path = resolve(process.env.INIT_CWD ?? '.', file);
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}

/** What was wrong, as the APIs tell it (RFC 9457). */
function problemOf(error: unknown): object {
  if (!(error instanceof DomainError)) return { code: 'SCHEDULE_CALL', title: (error as Error).message };
  const errors = error.errors.map(({ pointer, kind, params }) => ({
    pointer,
    code: kind.code,
    detail: interpolate(kind.title.en, params),
  }));
  return { code: error.kind.code, title: error.kind.title.en, status: error.kind.status, errors };
}

main().catch((error: unknown) => {
  const isWrongCall = error instanceof UsageError || error instanceof DomainError;
  console.error(error instanceof Error && !isWrongCall ? error.stack : USAGE);
  if (isWrongCall) process.stdout.write(`${JSON.stringify(problemOf(error))}\n`);
  process.exitCode = isWrongCall ? 2 : 1;
});
