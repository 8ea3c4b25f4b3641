import { parseArgs } from 'node:util';

export interface Options {
  /** Demands in the database; companies are a quarter of them. */
  readonly scale: number;
  readonly rounds: number;
  /** Of load per scenario, server and round. */
  readonly seconds: number;
  readonly clients: number;
  /** Where the figures are written as JSON. */
  readonly json: string | undefined;
  /** Only scenarios whose name contains this. */
  readonly only: string | undefined;
}

export const USAGE = `Usage: npm run bench -- [--scale 10000|200000|1000000] [--rounds 2] [--seconds 3] [--clients 16] [--only text] [--json file]`;

/** @throws Error that says what is wrong with the arguments. */
export function readOptions(args: string[]): Options {
  const texts = { type: 'string' } as const;
  const names = { scale: texts, rounds: texts, seconds: texts, clients: texts, json: texts, only: texts };
  const { values } = parseArgs({ args, options: names });
  return {
    scale: within(values.scale ?? '200000', 'scale', 1_000, 2_000_000),
    rounds: within(values.rounds ?? '2', 'rounds', 1, 20),
    seconds: within(values.seconds ?? '3', 'seconds', 1, 60),
    clients: within(values.clients ?? '16', 'clients', 1, 256),
    json: values.json,
    only: values.only,
  };
}

function within(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${name} must be a whole number from ${least} to ${most}.\n${USAGE}`);
}
