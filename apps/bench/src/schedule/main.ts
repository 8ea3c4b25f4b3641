import { parseArgs } from 'node:util';
import { check, findSatProgram, solve } from '@shuqiao/roadshows';
import { generate, type Shape } from './generate';
import { EVENTS, LARGE } from './shapes';

const USAGE = `Usage: npm run bench:schedule -- [--only part-of-a-name] [--seconds 60] [--seeds 1]`;

/** Schedules generated events of the published sizes and large days: see `docs/benchmark.md`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: {
      only: { type: 'string', default: '' },
      seconds: { type: 'string', default: '60' },
      seeds: { type: 'string', default: '1' },
    },
  });
  const [seconds, seeds] = [Number(values.seconds), Number(values.seeds)];
  if (!(seconds > 0) || !(seeds >= 1)) throw new Error(USAGE);
  console.log(`solver: ${findSatProgram(process.env) ?? 'built-in'}`);
  console.log(row('event', 'seed', 'firms', 'meetings', 'slots', 'full', 'status', 'breaks', 'bound', 'seconds'));
  const tally = new Map<string, number>();
  for (const [name, shape] of [...EVENTS, ...LARGE].filter(([each]) => each.includes(values.only)))
    for (let seed = 1; seed <= seeds; seed++) {
      const status = await measure(name, shape, seed, seconds);
      tally.set(status, (tally.get(status) ?? 0) + 1);
    }
  console.log([...tally].map(([status, count]) => `${count} ${status}`).join(', '));
}

async function measure(name: string, shape: Shape, seed: number, limit: number): Promise<string> {
  const problem = generate(shape, seed);
  const satProgram = findSatProgram(process.env);
  const schedule = await solve(problem, { seconds: limit, seed: 1, satProgram });
  const { status, breaks, lowerBound, seconds, meetings, unplaced } = schedule;
  const { breaches } = check(problem, meetings);
  if (breaches.length) throw new Error(`${name}: ${breaches[0].what}`);
  const full = `${Math.round((100 * problem.meetings.length) / (shape.slots * shape.tables))} %`;
  const left = unplaced.length ? `${status} (${unplaced.length} left)` : status;
  const size = [shape.participants, problem.meetings.length, shape.slots];
  console.log(row(name, seed, ...size, full, left, breaks, lowerBound, seconds.toFixed(1)));
  return status;
}

const WIDTHS = [20, 5, 6, 9, 6, 6, 22, 7, 6, 8];
const row = (...cells: (string | number)[]) => cells.map((cell, at) => String(cell).padEnd(WIDTHS[at])).join(' ');

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
