import type { DemonstrationFirm } from '../demonstration/content';
import { eventually, HttpClient } from '../client/http-client';
import { mailsTo } from './mails';
import { expectEqual, type Steps } from './steps';

const PASSWORD = 'orchard-compass-violin-84';

/** Signs somebody up as a stranger does: by e-mail, with the link out of the mail that the portal would have sent. */
export async function signUp(steps: Steps, base: string, { owner }: DemonstrationFirm): Promise<HttpClient> {
  const client = new HttpClient(base, '/api/v1', { language: owner.language });
  await steps.take(`${owner.displayName} signs up`, async () => {
    const { status } = await client.post('/accounts', owner);
    return expectEqual(status, 202, 'accepted');
  });
  await steps.take('… has no password before the address is verified', async () => {
    const answer = await client.attempt('POST', '/sessions', { body: { email: owner.email, password: PASSWORD } });
    return expectEqual(answer.status, 401, answer.body.code as string);
  });
  await steps.take('… opens the link in the mail, chooses a password and signs in', async () => {
    const token = await eventually('verification mail', () => tokenFor(client, owner.email));
    await client.post('/accounts/email-verification', { token, password: PASSWORD });
    await client.signIn(owner.email, PASSWORD);
    return 'signed in';
  });
  return client;
}

async function tokenFor(client: HttpClient, email: string): Promise<string | undefined> {
  const mails = await mailsTo(client, email);
  return mails.map(({ text }) => /token=([A-Za-z0-9_-]{64})/.exec(text)?.[1]).find((token) => token !== undefined);
}
