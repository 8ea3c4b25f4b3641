import { NestFactory } from '@nestjs/core';
import { newId, systemActor } from '@shuqiao/kernel';
import { AuditChain, type Config, PlatformModule } from '@shuqiao/platform';
import { prepareCommand } from './environment';

/** Verifies the audit chain from its first entry on. Exit code 1 when it is broken, 2 when it could not be verified. */
async function main(): Promise<void> {
  const { config, postgres } = await prepareCommand(process.env);
  await verify(config).finally(() => postgres?.stop());
}

async function verify(config: Config): Promise<void> {
  const platform = PlatformModule.forRoot({ config, role: 'shuqiao_worker', entities: [] });
  const context = await NestFactory.createApplicationContext(platform, { logger: ['error'], abortOnError: false });
  try {
    const report = await context.get(AuditChain).verify(systemActor(`audit-verify:${newId()}`));
    console.log(JSON.stringify(report, null, 2));
    const { brokenAt } = report;
    console.log(brokenAt === null ? 'The chain is intact.' : `The chain is BROKEN at position ${brokenAt}.`);
    process.exitCode = brokenAt === null ? 0 : 1;
  } finally {
    await context.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
