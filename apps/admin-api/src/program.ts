import { describeRoutes } from '@shuqiao/identity';
import { createApi, createLogger } from '@shuqiao/platform';
import { MIGRATION_NAMES } from '../../../migrations/names';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AdminApiModule, type ProgramOptions } from './admin-api.module';

/** Starts the secretariat's API without listening; it refuses to start while a route does not say who may call it. */
export async function createAdminApi(options: ProgramOptions): Promise<NestFastifyApplication> {
  const logger = createLogger(options.config.LOG_LEVEL, 'admin-api');
  const app = await createApi(AdminApiModule.forRoot(options), {
    name: 'admin-api',
    openApi: {
      title: 'Shuqiao: API for the secretariat',
      description:
        'Staff verify, review, run roadshows and keep the reference data. Every answer needs a session of a staff member.',
    },
    prefix: 'admin/v1',
    migrations: MIGRATION_NAMES,
    trustProxy: options.config.TRUST_PROXY,
    logger,
  });
  describeRoutes(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
