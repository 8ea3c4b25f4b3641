import { readConfig } from '@shuqiao/platform';
import { createCompanyApi } from '../../../apps/company-api/src/program';

/** The firms' API as a process of its own, which tells its parent where it listens. */
async function main(): Promise<void> {
  const app = await createCompanyApi({ config: readConfig(process.env) });
  await app.listen(0, '127.0.0.1');
  process.on('disconnect', () => process.exit());
  process.send?.(await app.getUrl());
}

void main();
