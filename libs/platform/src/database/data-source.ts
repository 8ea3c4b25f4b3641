import type { ClientConfig } from 'pg';
import { DataSource, type DataSourceOptions, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { SnakeNamingStrategy } from './naming-strategy';
import type { DatabaseRole } from './roles';

interface Settings {
  readonly url: string;
  readonly role: DatabaseRole;
  readonly poolSize: number;
}

/** Limits that hold for every connection: a statement or an idle transaction that takes too long is ended. */
const LIMITS =
  '-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=15000 -c TimeZone=UTC';

/** Connection settings by which a program acts as its database role from the first statement on. */
export function clientConfig({ url, role }: Pick<Settings, 'url' | 'role'>): ClientConfig {
  return { connectionString: url, options: `-c role=${role} ${LIMITS}`, application_name: role, keepAlive: true };
}

export function createDataSource(settings: Settings, entities: readonly EntityTarget<ObjectLiteral>[]): DataSource {
  const { connectionString, ...extra } = clientConfig(settings);
  return new DataSource({
    type: 'postgres',
    url: connectionString,
    extra: { ...extra, pipeline: true },
    poolSize: settings.poolSize,
    namingStrategy: new SnakeNamingStrategy(),
    entities: [...entities],
    synchronize: false,
    migrationsRun: false,
    logging: false,
  } as DataSourceOptions);
}
