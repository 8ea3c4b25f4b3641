import { startTestPortal, type TestPortal } from '../support/portal';

describe('the programs', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal()));
  afterAll(() => portal.stop());

  it('answer what does not exist with a problem document in the reader’s language', async () => {
    const response = await portal.api().get('/api/v1/nothing-here').set('accept-language', 'ru-RU,ru;q=0.9');
    expect(response.status).toBe(404);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.body).toMatchObject({ code: 'NOT_FOUND', status: 404, title: 'Запрошенный объект не найден.' });
    expect(response.body.requestId).toBe(response.headers['x-request-id']);
  });

  it('show no row of the acting account’s companies to nobody', async () => {
    const [row] = await portal.database.query<{ rolsuper: boolean }>(`SELECT rolsuper FROM pg_roles WHERE rolname = 'shuqiao_company'`);
    expect(row.rolsuper).toBe(false);
  });
});
