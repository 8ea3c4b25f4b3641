import { describeRoutes } from '@shuqiao/identity';
import { createApi, createLogger } from '@shuqiao/platform';
import { MIGRATION_NAMES } from '../../../migrations/names';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CompanyApiModule, type ProgramOptions } from './company-api.module';

/** Starts the firms' API without listening; it refuses to start while a route does not say who may call it. */
export async function createCompanyApi(options: ProgramOptions): Promise<NestFastifyApplication> {
  const logger = createLogger(options.config.LOG_LEVEL, 'company-api');
  const app = await createApi(CompanyApiModule.forRoot(options), {
    name: 'company-api',
    openApi: {
      title: 'Shuqiao: API for companies and the public',
      description:
        'Companies register, publish demands, find each other, talk and meet at roadshows. Most answers need a session; what is public says so.',
    },
    prefix: 'api/v1',
    migrations: MIGRATION_NAMES,
    trustProxy: options.config.TRUST_PROXY,
    logger,
  });
  describeRoutes(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
