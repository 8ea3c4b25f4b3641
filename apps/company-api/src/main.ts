import { apiProgram, runProgram } from '@shuqiao/platform';
import { createCompanyApi } from './program';

void runProgram('company-api', async (config, add) => {
  const app = await createCompanyApi({ config });
  add(apiProgram('company-api', app));
  await app.listen(config.PORT, config.HOST);
});
