import { type DynamicModule, type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Actor, newId, systemActor } from '@shuqiao/kernel';
import { type Config, PlatformModule } from '@shuqiao/platform';
import { prepareCommand } from './environment';

const SAID_EVERY_MS = 1_000;

/** What a command that makes something anew is given to work with. */
export interface RebuildTools {
  readonly context: INestApplicationContext;
  readonly actor: Actor;
  /** Aborted when the command is interrupted. */
  readonly signal: AbortSignal;
  /** Makes what says how far a part of the work is, at once and then not more than once a second. */
  readonly seldom: () => (line: string) => void;
  readonly say: (line: string) => void;
}

@Module({})
class RebuildModule {
  static forRoot(config: Config, imported: Type): DynamicModule {
    const platform = PlatformModule.forRoot({ config, role: 'shuqiao_worker', entities: [] });
    return { module: RebuildModule, imports: [platform, imported] };
  }
}

/**
 * Runs a rebuild as a command beside a portal. It may be interrupted: a worker goes on with it, or the command when it is
 * called again. Exit code 1 when it was, or when it failed.
 */
export function runRebuild(name: string, module: Type, work: (tools: RebuildTools) => Promise<void>): void {
  main(name, module, work).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}

async function main(name: string, module: Type, work: (tools: RebuildTools) => Promise<void>): Promise<void> {
  const { config, postgres } = await prepareCommand(process.env);
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());
  await rebuild(config, name, module, interruption.signal, work).finally(() => postgres?.stop());
}

async function rebuild(
  config: Config,
  name: string,
  imported: Type,
  signal: AbortSignal,
  work: (tools: RebuildTools) => Promise<void>,
): Promise<void> {
  const module = RebuildModule.forRoot(config, imported);
  const context = await NestFactory.createApplicationContext(module, { logger: ['error'], abortOnError: false });
  const say = (line: string): void => console.log(line);
  try {
    await work({ context, actor: systemActor(`${name}:${newId()}`), signal, seldom: () => seldom(say), say });
  } finally {
    await context.close();
  }
  if (!signal.aborted) return;
  console.log('Interrupted. A worker goes on with it within a minute, or this command when it is called again.');
  process.exitCode = 1;
}

function seldom(say: (line: string) => void): (line: string) => void {
  let saidAt = 0;
  return (line) => {
    if (Date.now() - saidAt < SAID_EVERY_MS) return;
    saidAt = Date.now();
    say(line);
  };
}
