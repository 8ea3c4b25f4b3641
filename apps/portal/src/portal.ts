import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '@shuqiao/platform';
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
  close(): Promise<void>;
}

/** Migrates, and builds the programs behind one server, which is not listening yet. */
export async function createPortal(config: Config): Promise<Portal> {
  await migrate(config.MIGRATION_DATABASE_URL || config.DATABASE_URL);
  const companyApi = await createCompanyApi({ config });
  const adminApi = await createAdminApi({ config });
  const worker = await createWorker({ config });
  const server = createServer({ requestTimeout: 30_000 }, dispatch(companyApi, adminApi));
  return { server, companyApi, adminApi, worker, close: () => close(server, companyApi, adminApi, worker) };
}

function dispatch(companyApi: NestFastifyApplication, adminApi: NestFastifyApplication) {
  const company = companyApi.getHttpAdapter().getInstance();
  const admin = adminApi.getHttpAdapter().getInstance();
  return (request: IncomingMessage, response: ServerResponse): void =>
    (request.url?.startsWith('/admin/') ? admin : company).routing(request, response);
}

/** Lets the requests and jobs in hand finish, then closes what they stood on. */
async function close(
  server: Server,
  companyApi: NestFastifyApplication,
  adminApi: NestFastifyApplication,
  worker: Worker,
): Promise<void> {
  if (server.listening) {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await closed;
  }
  await worker.context.close();
  await Promise.all([companyApi.close(), adminApi.close()]);
}
