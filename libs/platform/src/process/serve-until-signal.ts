import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { HttpDrain } from './http-drain';

/** Something that runs until the process ends: an API, the worker, an embedded database. */
export interface Program {
  readonly name: string;
  /** Turns readiness off; called before anything closes. */
  announceEnd?(): void;
  /** The server whose requests are finished before anything closes; added before it listens. */
  readonly server?: Server;
  /** Finishes what is in hand and closes what it holds. */
  close(): Promise<unknown>;
}

/** Called by the start for each program as soon as there is something to close, so that a failed start leaves nothing. */
export type AddProgram = (program: Program) => void;

export interface ServeOptions {
  readonly logger: Logger;
  /** How long to go on serving with readiness off, so that the proxy stops sending requests; milliseconds. */
  readonly drainDelay?: number;
  /** How long requests in flight may take, and then again how long each program may take to close; milliseconds. */
  readonly deadline?: number;
  /** What to say, in plain words on standard error, of a failed start whose cause lies outside the program. */
  readonly explain?: (error: unknown) => FailedStart | undefined;
  /** Ends the process; replaced in tests. */
  readonly exit?: (code: number) => void;
}

export interface FailedStart {
  readonly message: string;
  readonly exitCode: number;
}

interface Running {
  readonly program: Program;
  readonly drain: HttpDrain | undefined;
}

const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const;
const DEADLINE = 25_000;

/**
 * Starts programs and lets them run until SIGTERM or SIGINT, or until a fault that nobody caught. Then readiness turns
 * 503, answers say `Connection: close`, requests in flight finish, and the programs are closed, the last added first.
 * A signal during the start ends the process as soon as the start is through.
 *
 * Exit codes: 0 after a signal when nothing was cut off; 1 when the start failed (unless explained otherwise), on a fault nobody caught, or when
 * something did not end in time; 128 + signal when a second signal asks to drop everything.
 */
export async function serveUntilSignal(
  start: (add: AddProgram) => Promise<void>,
  options: ServeOptions,
): Promise<void> {
  const { logger, exit = (code) => process.exit(code) } = options;
  const running: Running[] = [];
  const ended = waitForEnd(logger, exit);
  let code = 0;
  try {
    await start((program) => running.push({ program, drain: program.server && new HttpDrain(program.server) }));
    code = await ended;
  } catch (error) {
    const explained = options.explain?.(error);
    if (explained) process.stderr.write(`${explained.message}\n`);
    else logger.fatal({ err: error }, 'the start failed');
    code = explained?.exitCode ?? 1;
  }
  const clean = await end(running, options);
  exit(code || (clean ? 0 : 1));
}

/** Resolves with the exit code when the process is to end. */
function waitForEnd(logger: Logger, exit: (code: number) => void): Promise<number> {
  return new Promise((resolve) => {
    let ending = false;
    const begin = (code: number) => {
      ending = true;
      resolve(code);
    };
    for (const [signal, number] of Object.entries(SIGNALS)) {
      process.on(signal, () => {
        if (ending) return exit(128 + number);
        logger.info({ signal }, 'ending');
        begin(0);
      });
    }
    for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(fault, (error: unknown) => {
        logger.fatal({ err: error }, fault);
        begin(1);
      });
    }
  });
}

async function end(
  running: readonly Running[],
  { logger, drainDelay = 0, deadline = DEADLINE }: ServeOptions,
): Promise<boolean> {
  const drains = running.flatMap(({ drain }) => drain ?? []);
  for (const { program } of running) program.announceEnd?.();
  for (const drain of drains) drain.announce();
  if (drainDelay && drains.length) await sleep(drainDelay);
  let clean = (await Promise.all(drains.map((drain) => drain.finish(deadline)))).every(Boolean);
  if (!clean) logger.error('requests were cut off: they did not finish in time');
  for (const { program } of [...running].reverse()) clean = (await closeInTime(program, deadline, logger)) && clean;
  return clean;
}

async function closeInTime(program: Program, deadline: number, logger: Logger): Promise<boolean> {
  const overdue = Symbol('overdue');
  const timer = new AbortController();
  try {
    const late = sleep(deadline, overdue, { signal: timer.signal }).catch(() => overdue);
    if ((await Promise.race([program.close(), late])) !== overdue) return true;
    logger.error({ program: program.name }, 'did not close in time');
  } catch (error) {
    logger.error({ err: error, program: program.name }, 'failed to close');
  } finally {
    timer.abort();
  }
  return false;
}
