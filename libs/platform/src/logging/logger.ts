import type { LoggerService } from '@nestjs/common';
import pino, { type DestinationStream, type Logger } from 'pino';

const PERSONAL = ['password', 'email', 'phone', 'token', 'authorization', 'cookie'];

/** At these levels a gathered line lost to `kill -9` is bearable; when looking for a fault it is not. */
const GATHERED = new Set(['info', 'warn']);
const destinations = new Map<boolean, DestinationStream>();

/** Structured logs on standard output. Nothing that names a person or opens a door is ever written. */
export function createLogger(level: string, program: string, output = outputFor(level)): Logger {
  return pino(
    {
      level,
      base: { program },
      redact: { paths: PERSONAL.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
      serializers: { err: describeError },
    },
    output,
  );
}

/** What the log says about a request. The query may hold a search or a signed link: only the path is given. */
export interface RequestLine {
  readonly requestId: string;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly milliseconds: number;
}

/**
 * Writes one line per request. It has no redaction, since it takes no field that would need it: that halves what a
 * line costs, which every request pays.
 */
export function createRequestLog(
  level: string,
  program: string,
  output = outputFor(level),
): (line: RequestLine) => void {
  const logger = pino({ level, base: { program } }, output);
  // Where nobody reads the line it is not made either.
  if (!logger.isLevelEnabled('info')) return () => undefined;
  return ({ url, ...line }: RequestLine): void => logger.info({ ...line, path: pathOf(url) }, 'request');
}

// What is longer than an id is the token of a link, which opens something: see AccountLinks.
function pathOf(url: string): string {
  return (url.split('?', 1)[0] ?? '').replace(/[\w-]{40,}/g, '[redacted]');
}

// One stream for the process: lines of two loggers must not cut each other in two.
function outputFor(level: string): DestinationStream {
  const gathered = GATHERED.has(level);
  const known = destinations.get(gathered);
  if (known) return known;
  const output = gathered
    ? pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 1000 })
    : pino.destination({ dest: 1, sync: true });
  destinations.set(gathered, output);
  return output;
}

type Fault = { name?: string; message?: string; stack?: string; cause?: unknown } & Record<string, unknown>;

/**
 * Names a fault by a fixed list of members: database errors carry the statement's values in others (`detail`,
 * `parameters`, `query`), which are personal data.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  const { name, message, stack, code, constraint, table, cause } = error as Fault;
  return {
    type: name,
    message,
    stack,
    code,
    constraint,
    table,
    ...(cause !== undefined && depth < 3 ? { cause: describeError(cause, depth + 1) } : {}),
  };
}

/** Hands Nest's own messages to the same log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...context: unknown[]): void {
    this.logger.debug({ context: context.at(-1) }, String(message));
  }
  warn(message: unknown, ...context: unknown[]): void {
    this.logger.warn({ context: context.at(-1) }, String(message));
  }
  error(message: unknown, ...context: unknown[]): void {
    this.logger.error({ err: message instanceof Error ? message : undefined, context }, String(message));
  }
}
