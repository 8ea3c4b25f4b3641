import { migrate } from '../../../migrations/migrate';
import { prepareCommand } from './environment';

/** Brings the database to this release's schema and loads the reference data; run before the programs of a release. */
async function main(): Promise<void> {
  const { config, postgres } = await prepareCommand(process.env);
  const applied = await migrate(config.MIGRATION_DATABASE_URL || config.DATABASE_URL).finally(() => postgres?.stop());
  for (const name of applied) console.log(`applied ${name}`);
  console.log(applied.length ? `${applied.length} migrations applied.` : 'The database is up to date.');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
