import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { newId, systemActor } from '@shuqiao/kernel';
import { SEARCH_KINDS, SearchModule, SearchRebuild } from '@shuqiao/matching';
import { type Config, PlatformModule } from '@shuqiao/platform';
import { prepareCommand } from './environment';

const SAID_EVERY_MS = 1_000;

@Module({})
class SearchRebuildModule {
  static forRoot(config: Config): DynamicModule {
    const platform = PlatformModule.forRoot({ config, role: 'shuqiao_worker', entities: [] });
    return { module: SearchRebuildModule, imports: [platform, SearchModule] };
  }
}

/**
 * Makes the search index anew, or goes on where an earlier rebuild ended, and says how far it is. It may be interrupted.
 * Exit code 1 when it was, or when the database refused a subject.
 */
async function main(): Promise<void> {
  const { config, postgres } = await prepareCommand(process.env);
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());
  await rebuild(config, interruption.signal).finally(() => postgres?.stop());
}

async function rebuild(config: Config, signal: AbortSignal): Promise<void> {
  const module = SearchRebuildModule.forRoot(config);
  const context = await NestFactory.createApplicationContext(module, { logger: ['error'], abortOnError: false });
  try {
    const search = context.get(SearchRebuild);
    const actor = systemActor(`search-rebuild:${newId()}`);
    for (const kind of SEARCH_KINDS) {
      let saidAt = 0;
      const onProgress = (left: number): void => {
        if (Date.now() - saidAt < SAID_EVERY_MS) return;
        saidAt = Date.now();
        console.log(`${kind}: ${left} left`);
      };
      if (!signal.aborted) console.log(`${kind}: ${await search.run(actor, kind, { signal, onProgress })}`);
    }
  } finally {
    await context.close();
  }
  if (!signal.aborted) return;
  console.log('Interrupted. A worker goes on with it within a minute, or this command when it is called again.');
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
