import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type Config,
  type EmbeddedPostgres,
  openEmbeddedPostgres,
  readConfig,
  startEmbeddedPostgres,
} from '@shuqiao/platform';
import { keptSecrets } from './secrets';

export interface PortalEnvironment {
  readonly config: Config;
  /** The server this portal started, if it was not pointed at another. */
  readonly postgres: EmbeddedPostgres | null;
}

/**
 * Completes the environment for trying out: where no DATABASE_URL is given a PostgreSQL is started in DATA_DIR, where
 * no secrets are given they are made, and demonstration mode is on unless it is switched off.
 */
export async function preparePortal(environment: NodeJS.ProcessEnv): Promise<PortalEnvironment> {
  const settings = settingsFrom(environment);
  if (environment.DATABASE_URL) return { config: readConfig(settings), postgres: null };
  // A fault in the configuration is reported before a server is started for nothing.
  readConfig({ ...settings, DATABASE_URL: 'postgres://to-be-started' });
  const postgres = await startEmbeddedPostgres({ dataDir: clusterOf(settings.DATA_DIR), durable: true });
  return { config: readConfig({ ...settings, DATABASE_URL: postgres.url }), postgres };
}

/**
 * The environment of a command that is run beside a portal, such as the audit's verification. Where no DATABASE_URL is
 * given it means the portal whose data is in DATA_DIR, running or not; where there is no such, all has to be given.
 */
export async function prepareCommand(environment: NodeJS.ProcessEnv): Promise<PortalEnvironment> {
  const dataDir = resolve(environment.DATA_DIR ?? '.data');
  if (environment.DATABASE_URL || !existsSync(clusterOf(dataDir)))
    return { config: readConfig(environment), postgres: null };
  const postgres = await openEmbeddedPostgres({ dataDir: clusterOf(dataDir), durable: true });
  return { config: readConfig({ ...settingsFrom(environment), DATABASE_URL: postgres.url }), postgres };
}

const clusterOf = (dataDir: string): string => join(dataDir, 'postgres');

function settingsFrom(environment: NodeJS.ProcessEnv) {
  const dataDir = resolve(environment.DATA_DIR ?? '.data');
  return {
    DEMONSTRATION: 'true',
    // A person sits at this terminal: what matters there is the announcement, not a line for each request.
    LOG_LEVEL: 'warn',
    PUBLIC_URL: `http://localhost:${environment.PORT ?? '3000'}`,
    ...keptSecrets(dataDir),
    ...environment,
    DATA_DIR: dataDir,
  };
}
