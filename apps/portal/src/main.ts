import { apiProgram, createLogger, listen, serveUntilSignal } from '@shuqiao/platform';
import { describePortal } from './announcement';
import { preparePortal } from './environment';
import { createPortal } from './portal';

/** What `npm start` runs: the whole portal, for trying out and for small installations. */
void serveUntilSignal(
  async (add) => {
    const { config, postgres } = await preparePortal(process.env);
    if (postgres) add({ name: 'postgres', close: () => postgres.stop() });
    const portal = await createPortal(config);
    const { server, companyApi, adminApi } = portal;
    // The two programs share the server; closing the portal ends them and the worker in their order.
    const apis = [apiProgram('company-api', companyApi, server), apiProgram('admin-api', adminApi, server)];
    add({
      name: 'portal',
      announceEnd: () => apis.forEach((api) => api.announceEnd?.()),
      server,
      close: () => portal.close(),
    });
    await portal.worker.jobs.start();
    await listen(server, config);
    process.stdout.write(describePortal(config));
  },
  { logger: createLogger(process.env.LOG_LEVEL ?? 'info', 'portal') },
);
