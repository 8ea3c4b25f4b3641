import { apiProgram, runProgram } from '@shuqiao/platform';
import { createAdminApi } from './program';

void runProgram('admin-api', async (config, add) => {
  const app = await createAdminApi({ config });
  add(apiProgram('admin-api', app));
  await app.listen(config.PORT, config.HOST);
});
