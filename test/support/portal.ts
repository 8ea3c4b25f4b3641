import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FixedClock } from '@shuqiao/kernel';
import { readConfig } from '@shuqiao/platform';
import supertest from 'supertest';
import { createAdminApi } from '../../apps/admin-api/src/program';
import { createCompanyApi } from '../../apps/company-api/src/program';
import { createWorker, type Worker } from '../../apps/worker/src/program';
import { createTestDatabase, type TestDatabase } from './database';

/** The whole portal on a database of its own, as a test drives it. */
export interface TestPortal {
  readonly database: TestDatabase;
  readonly clock: FixedClock;
  readonly companyApi: NestFastifyApplication;
  readonly adminApi: NestFastifyApplication;
  readonly worker: Worker;
  /** Requests to `/api/v1`, e.g. `portal.api().get('/api/v1/…')`. */
  api(): ReturnType<typeof supertest>;
  /** Requests to `/admin/v1`. */
  admin(): ReturnType<typeof supertest>;
  /** Does all jobs that are due, including those that they bring about. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export const TEST_TOKEN_SECRET = 'test-secret-of-at-least-32-characters';

/** Starts both APIs and the worker; the queue runs only when a test calls `settle`. */
export async function startTestPortal(environment: Record<string, string> = {}): Promise<TestPortal> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'shuqiao-test-'));
  const config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    TOKEN_SECRET: TEST_TOKEN_SECRET,
    DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
    DEMONSTRATION: 'true',
    LOG_LEVEL: 'error',
    // All tests come from one address.
    REQUESTS_PER_MINUTE: '0',
    ...environment,
  });
  const clock = new FixedClock(new Date());
  const companyApi = await createCompanyApi({ config, clock });
  const adminApi = await createAdminApi({ config, clock });
  const worker = await createWorker({ config, clock });
  return {
    database,
    clock,
    companyApi,
    adminApi,
    worker,
    api: () => supertest(companyApi.getHttpServer()),
    admin: () => supertest(adminApi.getHttpServer()),
    settle: () => worker.jobs.drain(),
    stop: async () => {
      await Promise.all([companyApi.close(), adminApi.close(), worker.context.close()]);
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
