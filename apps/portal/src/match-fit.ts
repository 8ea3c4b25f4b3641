import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { newId, systemActor } from '@shuqiao/kernel';
import { fitText, MatchFit, MatchingModule } from '@shuqiao/matching';
import { type Config, PlatformModule } from '@shuqiao/platform';
import { prepareCommand } from './environment';

const SETTINGS = `
To see what it would change, send this to POST /admin/v1/match-settings/preview; to set it, with a reason, to PUT
/admin/v1/match-settings.
`;

@Module({})
class MatchFitModule {
  static forRoot(config: Config): DynamicModule {
    const platform = PlatformModule.forRoot({ config, role: 'shuqiao_worker', entities: [] });
    return { module: MatchFitModule, imports: [platform, MatchingModule] };
  }
}

/**
 * Proposes weights of the match by what people did with matches, and says how good they are. It changes nothing.
 * `--out FILE` writes the report as JSON besides. Exit code 1 when it failed, not when the data speak against it.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' } } });
  const { config, postgres } = await prepareCommand(process.env);
  await fit(config, values.out).finally(() => postgres?.stop());
}

async function fit(config: Config, out: string | undefined): Promise<void> {
  const module = MatchFitModule.forRoot(config);
  const context = await NestFactory.createApplicationContext(module, { logger: ['error'], abortOnError: false });
  try {
    const report = await context.get(MatchFit).propose(systemActor(`match-fit:${newId()}`));
    console.log(fitText(report));
    console.log(SETTINGS, JSON.stringify({ weights: report.proposed.weights }));
    if (out) await writeFile(out, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await context.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
