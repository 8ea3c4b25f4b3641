import { createServer } from 'node:http';
import { CONFIG, type Config } from '@shuqiao/platform';
import { demonstrationLogins, fillDemonstration } from '../../apps/portal/src/demonstration/demonstration';
import { createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

describe('the demonstration', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal()));
  afterAll(() => portal.stop());

  it('tells of those logins only that are in the database', async () => {
    const all = { ...portal, server: createServer() };
    expect(await demonstrationLogins(all)).toEqual([]);
    const [email, { accountId }] = ['reviewer@demo.shuqiao.example', await createPerson(portal)];
    await portal.database.query('UPDATE accounts SET email = $1 WHERE id = $2', [email, accountId]);
    expect(await demonstrationLogins(all)).toEqual([{ email, as: 'reviewer' }]);
  });

  it('is not filled into a database that people use, so that none of its logins is there', async () => {
    await createPerson(portal);
    const config = portal.companyApi.get<Config>(CONFIG);
    const filling = fillDemonstration({ ...portal, server: createServer() }, config);
    await expect(filling).rejects.toThrow('DEMONSTRATION=false');
    expect(await portal.database.query(`SELECT 1 FROM accounts WHERE staff_roles <> '{}'`)).toEqual([]);
  });
});
