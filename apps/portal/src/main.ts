import { once } from 'node:events';
import { describePortal } from './announcement';
import { preparePortal } from './environment';
import { createPortal, type Portal } from './portal';

/** What `npm start` runs: the whole portal, for trying out and for small installations. */
async function main(): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const { config, postgres } = await preparePortal(process.env);
  let portal: Portal | undefined;
  try {
    portal = await createPortal(config);
    await portal.worker.jobs.start();
    portal.server.listen(config.PORT, config.HOST);
    await once(portal.server, 'listening');
    process.stdout.write(describePortal(config));
    if (!stopping.signal.aborted) await once(stopping.signal, 'abort');
  } finally {
    await portal?.close();
    await postgres?.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
