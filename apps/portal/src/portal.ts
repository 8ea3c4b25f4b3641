import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AddProgram, answerClientError, apiProgram, type Config, listen } from '@shuqiao/platform';
import { migrate } from '../../../migrations/migrate';
import { createAdminApi } from '../../admin-api/src/program';
import { createCompanyApi } from '../../company-api/src/program';
import { createWorker, type Worker } from '../../worker/src/program';

/** All programs in one process on one port. */
export interface Portal {
  readonly server: Server;
  readonly companyApi: NestFastifyApplication;
  readonly adminApi: NestFastifyApplication;
  readonly worker: Worker;
}

/**
 * Migrates and starts every program behind one server, which listens when this returns. The server ends first and the
 * worker after the APIs, so that what the last requests brought about is still handled.
 */
export async function startPortal(config: Config, add: AddProgram): Promise<Portal> {
  await migrate(config.MIGRATION_DATABASE_URL || config.DATABASE_URL);
  const worker = await createWorker({ config });
  add({ name: 'worker', close: () => worker.context.close() });
  const companyApi = await createCompanyApi({ config });
  const adminApi = await createAdminApi({ config });
  const server = createServer({ requestTimeout: 30_000 }, dispatch(companyApi, adminApi));
  server.on('clientError', answerClientError);
  add(apiProgram('admin-api', adminApi, server));
  add(apiProgram('company-api', companyApi, server));
  // A taken port is the likeliest fault: it is met before the queue opens connections of its own.
  await listen(server, config);
  await worker.jobs.start();
  return { server, companyApi, adminApi, worker };
}

function dispatch(companyApi: NestFastifyApplication, adminApi: NestFastifyApplication) {
  const company = companyApi.getHttpAdapter().getInstance();
  const admin = adminApi.getHttpAdapter().getInstance();
  return (request: IncomingMessage, response: ServerResponse): void =>
    (request.url?.startsWith('/admin/') ? admin : company).routing(request, response);
}
