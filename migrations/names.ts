import { MIGRATIONS } from './index';

/** What a database must have had for this release to be ready. */
export const MIGRATION_NAMES: readonly string[] = MIGRATIONS.map((Migration) => new Migration().name);
