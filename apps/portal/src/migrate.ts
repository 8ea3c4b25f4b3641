import { readConfig } from '@shuqiao/platform';
import { migrate } from '../../../migrations/migrate';

/** Brings the database to this release's schema and loads the reference data; run before the programs of a release. */
async function main(): Promise<void> {
  const { MIGRATION_DATABASE_URL, DATABASE_URL } = readConfig(process.env);
  const applied = await migrate(MIGRATION_DATABASE_URL || DATABASE_URL);
  for (const name of applied) console.log(`applied ${name}`);
  console.log(applied.length ? `${applied.length} migrations applied.` : 'The database is up to date.');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
