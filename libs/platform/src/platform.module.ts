import { join } from 'node:path';
import { type DynamicModule, Global, Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { Clock, SystemClock } from '@shuqiao/kernel';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { Audit } from './audit/audit';
import { AuditChain } from './audit/audit-chain';
import { AuditTrail } from './audit/audit-trail';
import { CONFIG, type Config } from './config/config';
import { DataCipher } from './crypto/data-cipher';
import { PublicTokens } from './crypto/public-tokens';
import { SignedTokens } from './crypto/signed-tokens';
import { clientConfig, createDataSource } from './database/data-source';
import { Database } from './database/database';
import { ReadConnections } from './database/read-connections';
import type { DatabaseRole } from './database/roles';
import { Health } from './health/health';
import { FileStore } from './files/file-store';
import { FileSweep } from './files/file-sweep';
import { Files } from './files/files.service';
import { FolderStore } from './files/folder-store';
import { S3Store } from './files/s3-store';
import { IdempotencyInterceptor } from './http/idempotency';
import { IdempotencyKeys } from './http/idempotency-keys';
import { watchPool } from './metrics/database-metrics';
import { Outbox } from './outbox/outbox';
import { RateLimiter } from './rate-limit/rate-limiter';

export interface PlatformOptions {
  readonly config: Config;
  readonly role: DatabaseRole;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  /** Replaced in tests that must not wait. */
  readonly clock?: Clock;
}

const ROLE = Symbol('ROLE');

/** What every program stands on. It opens the connections when the program starts and closes them when it ends. */
@Global()
@Module({})
export class PlatformModule implements OnModuleDestroy {
  private readonly unwatch: () => void;

  constructor(
    private readonly database: Database,
    @Inject(ReadConnections) private readonly reads: ReadConnections,
    @Inject(ROLE) role: DatabaseRole,
  ) {
    this.unwatch = watchPool(role, database);
  }

  static forRoot({ config, role, entities, clock }: PlatformOptions): DynamicModule {
    const settings = { url: config.DATABASE_URL, role, poolSize: config.DATABASE_POOL_SIZE };
    return {
      module: PlatformModule,
      providers: [
        { provide: ROLE, useValue: role },
        { provide: CONFIG, useValue: config },
        { provide: Clock, useValue: clock ?? new SystemClock() },
        {
          provide: ReadConnections,
          useFactory: () => new ReadConnections(clientConfig(settings), config.DATABASE_READ_CONNECTIONS),
        },
        {
          provide: Database,
          inject: [ReadConnections],
          useFactory: async (reads: ReadConnections) =>
            new Database(await createDataSource(settings, entities).initialize(), reads),
        },
        Audit,
        AuditChain,
        AuditTrail,
        Health,
        Outbox,
        { provide: FileStore, useValue: createFileStore(config) },
        Files,
        FileSweep,
        DataCipher,
        PublicTokens,
        SignedTokens,
        RateLimiter,
        IdempotencyInterceptor,
        IdempotencyKeys,
      ],
      exports: [
        CONFIG,
        Clock,
        Database,
        Audit,
        AuditChain,
        AuditTrail,
        Health,
        Outbox,
        Files,
        FileSweep,
        DataCipher,
        PublicTokens,
        SignedTokens,
        RateLimiter,
        IdempotencyInterceptor,
        IdempotencyKeys,
      ],
    };
  }

  async onModuleDestroy(): Promise<void> {
    this.unwatch();
    await this.reads.close();
    await this.database.dataSource.destroy();
  }
}

function createFileStore(config: Config): FileStore {
  return config.FILE_STORE === 's3' ? new S3Store(config) : new FolderStore(join(config.DATA_DIR, 'files'));
}
