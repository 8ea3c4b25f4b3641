import { createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

const NAME = 'You have won https://evil.example/{{secretLink}}';

describe('mails to an address that has not proven itself', () => {
  let portal: TestPortal;
  beforeAll(async () => (portal = await startTestPortal()));
  afterAll(() => portal.stop());

  async function mailsTo(email: string): Promise<{ kind: string; text: string; html: string }[]> {
    await portal.settle();
    return (await portal.api().get('/api/v1/demonstration/mails').query({ to: email })).body.items;
  }

  it('do not carry there what somebody else wrote as a name', async () => {
    const email = 'victim@example.org';
    const post = (path: string, body: object) => portal.api().post(`/api/v1/${path}`).send(body).expect(202);
    await post('accounts', { email, displayName: NAME, language: 'en' });
    await post('password-reset-requests', { email });
    const mails = await mailsTo(email);
    expect(mails.map(({ kind }) => kind).sort()).toEqual(['account.reset', 'account.verification']);
    for (const { text, html } of mails) expect(text + html).not.toContain('evil.example');
    for (const { text } of mails) expect(text).toContain('#token=');
  });

  it('greet by name whoever has', async () => {
    const { email } = await createPerson(portal);
    await portal.api().post('/api/v1/password-reset-requests').send({ email }).expect(202);
    const [mail] = await mailsTo(email);
    expect(mail?.text).toContain('Dear Person');
  });
});
