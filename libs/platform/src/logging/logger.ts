import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';

/** Structured logs on standard output. Nothing that names a person or opens a door is ever written. */
export function createLogger(level: string, program: string): Logger {
  return pino({
    level,
    base: { program },
    redact: {
      paths: ['*.password', '*.email', '*.phone', '*.token', 'req.headers.authorization', 'req.headers.cookie'],
      censor: '[redacted]',
    },
    serializers: { err: pino.stdSerializers.err, req: describeRequest },
  });
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

// The query string may hold what somebody searched for or a signed link: only the path is logged.
function describeRequest(request: { id: string; method: string; url: string }) {
  return { id: request.id, method: request.method, path: request.url.split('?', 1)[0] };
}
