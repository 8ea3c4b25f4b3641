import { createServer } from 'node:http';
import { CONFIG, type Config } from '@shuqiao/platform';
import { fillDemonstration } from '../../apps/portal/src/demonstration/demonstration';
import { createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('the demonstration', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal()));
  afterAll(() => portal.stop());

  it('is not filled into a database that people use, so that none of its logins is there', async () => {
    await createPerson(portal);
    const config = portal.companyApi.get<Config>(CONFIG);
    const filling = fillDemonstration({ ...portal, server: createServer() }, config);
    await expect(filling).rejects.toThrow('DEMONSTRATION=false');
    expect(await portal.database.query(`SELECT 1 FROM accounts WHERE staff_roles <> '{}'`)).toEqual([]);
  });
});
