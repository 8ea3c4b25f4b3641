import { join, resolve } from 'node:path';
import { type Config, type EmbeddedPostgres, readConfig, startEmbeddedPostgres } from '@shuqiao/platform';
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
  const dataDir = resolve(environment.DATA_DIR ?? '.data');
  const settings = {
    DEMONSTRATION: 'true',
    // A person sits at this terminal: what matters there is the announcement, not a line for each request.
    LOG_LEVEL: 'warn',
    PUBLIC_URL: `http://localhost:${environment.PORT ?? '3000'}`,
    ...keptSecrets(dataDir),
    ...environment,
    DATA_DIR: dataDir,
  };
  if (environment.DATABASE_URL) return { config: readConfig(settings), postgres: null };
  // A fault in the configuration is reported before a server is started for nothing.
  readConfig({ ...settings, DATABASE_URL: 'postgres://to-be-started' });
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), durable: true });
  return { config: readConfig({ ...settings, DATABASE_URL: postgres.url }), postgres };
}
