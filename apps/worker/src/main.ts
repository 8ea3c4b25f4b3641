import { createOperationsServer, Health, listen, runProgram } from '@shuqiao/platform';
import { createWorker } from './program';

void runProgram('worker', async (config, add) => {
  const { context, jobs } = await createWorker({ config });
  const health = context.get(Health);
  const server = createOperationsServer(health, config);
  add({ name: 'worker', announceEnd: () => health.announceEnd(), server, close: () => context.close() });
  await jobs.start();
  await listen(server, config);
});
