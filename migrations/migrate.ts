import { SnakeNamingStrategy } from '@shuqiao/platform';
import { loadReferenceData } from '@shuqiao/taxonomy';
import { runMigrations } from 'graphile-worker';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from './index';

/**
 * Brings a database to the newest schema: first the job queue's own history, then ours, each migration in its own
 * transaction, and then the reference data. Two programs that start at once take turns on an advisory lock.
 */
export async function migrate(url: string): Promise<string[]> {
  const source = await new DataSource({
    type: 'postgres',
    url,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    migrationsTableName: 'schema_migrations',
    namingStrategy: new SnakeNamingStrategy(),
    logging: false,
  }).initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext('shuqiao-migrations'))`);
    await runMigrations({ connectionString: url });
    const applied = await source.runMigrations();
    await source.transaction((manager) => loadReferenceData((text, values) => manager.query(text, values)));
    return applied.map((migration) => migration.name);
  } finally {
    await lock.query(`SELECT pg_advisory_unlock(hashtext('shuqiao-migrations'))`);
    await lock.release();
    await source.destroy();
  }
}
