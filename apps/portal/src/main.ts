import { createLogger, logLevelOr, serveUntilSignal } from '@shuqiao/platform';
import { describePortal } from './announcement';
import { demonstrationLogins, fillDemonstration } from './demonstration/demonstration';
import { preparePortal } from './environment';
import { explainFailedStart } from './failed-start';
import { startPortal } from './portal';

/** What `npm start` runs: the whole portal, for trying out and for small installations. */
void serveUntilSignal(
  async (add) => {
    const { config, postgres } = await preparePortal(process.env);
    if (postgres) add({ name: 'postgres', close: () => postgres.stop() });
    const portal = await startPortal(config, add);
    if (config.DEMONSTRATION) await fillDemonstration(portal, config, (line) => process.stdout.write(`${line}\n`));
    process.stdout.write(describePortal(config, config.DEMONSTRATION ? await demonstrationLogins(portal) : []));
  },
  { logger: createLogger(logLevelOr('warn', process.env.LOG_LEVEL), 'portal'), explain: explainFailedStart },
);
