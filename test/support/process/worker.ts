import { systemActor } from '@shuqiao/kernel';
import { SearchIndex } from '@shuqiao/matching';
import { readConfig } from '@shuqiao/platform';
import { createWorker } from '../../../apps/worker/src/program';

/** The worker as a process of its own: it works the queue off, or rebuilds the search index if that is its argument. */
async function main(): Promise<void> {
  const { context, jobs } = await createWorker({ config: readConfig(process.env) });
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
  if (process.argv.includes('rebuild')) await context.get(SearchIndex).rebuild(systemActor('test'), 'demand');
  else await jobs.start();
}

void main();
