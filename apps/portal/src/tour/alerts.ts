import { eventually, type HttpClient } from '../client/http-client';
import { mailsTo } from './mails';
import { expectEqual, type Steps } from './steps';

/** The firm saves a search, to be told at once of what is published from now on. */
export async function saveSearch(steps: Steps, firm: HttpClient): Promise<void> {
  await steps.take('The firm saves a search for terminals in Kazakhstan', async () => {
    const query = { q: 'терминал', country: 'KZ' };
    const { body } = await firm.post('/saved-searches', {
      name: '哈萨克斯坦码头',
      kind: 'demand',
      query,
      alert: 'at_once',
    });
    return expectEqual(body.alert, 'at_once', 'alert at once');
  });
}

/** The new listing comes by mail, with a link that ends these mails without signing in. */
export async function beAlerted(steps: Steps, firm: HttpClient, email: string): Promise<void> {
  await steps.take('The firm is told of the new demand by mail', () =>
    eventually('alert of the saved search', async () => {
      const mail = (await mailsTo(firm, email)).find(({ kind }) => kind === 'saved_search.found');
      return mail && expectEqual(mail.text.includes('/saved-search-unsubscriptions/'), true, mail.subject);
    }),
  );
}
