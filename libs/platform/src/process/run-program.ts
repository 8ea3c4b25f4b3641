import { once } from 'node:events';
import type { Server } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config, readConfig } from '../config/config';
import { Health } from '../health/health';
import { createLogger } from '../logging/logger';
import { type AddProgram, type Program, serveUntilSignal } from './serve-until-signal';

// sysexits.h: the operator can tell a wrong configuration from a crash, and need not have it started again.
export const EX_CONFIG = 78;

/**
 * The whole life of one program started by its entry point: the configuration out of the environment, the start, and
 * the end (see {@link serveUntilSignal}). Exit code 78 when the configuration is not valid.
 */
export async function runProgram(
  name: string,
  start: (config: Config, add: AddProgram) => Promise<void>,
): Promise<void> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(EX_CONFIG);
  }
  const logger = createLogger(config.LOG_LEVEL, name);
  const drainDelay = config.DRAIN_DELAY_SECONDS * 1000;
  await serveUntilSignal((add) => start(config, add), { logger, drainDelay });
}

/** An API as a program to add; `server` is the one that serves it, its own unless it lends its handler. */
export function apiProgram(name: string, app: NestFastifyApplication, server?: Server): Program {
  const health = app.get(Health);
  return {
    name,
    announceEnd: () => health.announceEnd(),
    server: server ?? app.getHttpServer(),
    close: () => app.close(),
  };
}

/** Listens where the configuration says; the promise fails when the port is taken. */
export async function listen(server: Server, { PORT, HOST }: Pick<Config, 'PORT' | 'HOST'>): Promise<void> {
  server.listen(PORT, HOST);
  await once(server, 'listening');
}
