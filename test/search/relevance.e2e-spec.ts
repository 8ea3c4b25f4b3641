import { systemActor } from '@shuqiao/kernel';
import { SearchIndex } from '@shuqiao/matching';
import { createFirm } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { createPublicCompany } from '../support/search';
import { plantDemands } from '../support/search-corpus';

const ACTOR = systemActor('test');

describe('the order of a search', () => {
  let portal: TestPortal;
  let companyId: string;

  beforeAll(async () => {
    portal = await startTestPortal();
    ({ companyId } = await createFirm(portal, { country: 'KZ' }));
  }, 60_000);
  afterAll(() => portal.stop());

  /** Publishes demands of a title and a description, the oldest first, and indexes them. */
  async function publish(...texts: readonly [title: string, description: string][]): Promise<string[]> {
    const deadline = new Date(portal.clock.now().getTime() + 30 * 86_400_000).toISOString();
    const ids = await plantDemands(
      portal,
      texts.map(([title, description]) => ({
        ...{ companyId, country: 'KZ', deadline, concepts: ['port.tos'] },
        title: { lang: 'en', text: title },
        description: { lang: 'en', text: description },
      })),
    );
    await portal.worker.context.get(SearchIndex).refreshAll(ACTOR, 'demand', ids);
    return ids;
  }

  async function walk(q: string, limit: number, between: () => Promise<unknown> = async () => {}): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Record<string, string> = { q, limit: String(limit), ...(cursor ? { cursor } : {}) };
      const { status, body } = await portal.api().get('/api/v1/demands').query(page);
      expect(status).toBe(200);
      ids.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.nextCursor;
      await between();
    } while (cursor);
    return ids;
  }

  it('shows what its title says before what is only mentioned, and the newest first among each', async () => {
    const [oldTitle, oldText, newTitle, newText] = await publish(
      ['Weighbridge for trucks', 'Steel'],
      ['Road works', 'Near the weighbridge'],
      ['A second weighbridge', 'Concrete'],
      ['Fence', 'Around weighbridges'],
    );
    for (const limit of [1, 3, 10])
      expect(await walk('weighbridge', limit)).toEqual([newTitle, oldTitle, newText, oldText]);
  });

  it('asks of several words the rarest in the title first', async () => {
    const [all, rarest, common, none] = await publish(
      ['Ferry ticketing', 'Online'],
      ['Ferry berth', 'With ticketing for passengers'],
      ['Ticketing', 'For museums and a ferry'],
      ['Museum', 'Ticketing, opposite the ferry'],
      ...Array.from({ length: 6 }, (_, number): [string, string] => [`Cinema ${number}`, 'Ticketing']),
    );
    for (const limit of [1, 2, 10]) expect(await walk('ticketing ferry', limit)).toEqual([all, rarest, none, common]);
  });

  it('keeps to one order through all pages, though another word becomes the rarest meanwhile', async () => {
    const ids = await publish(
      ['Crane', 'Next to a silo'],
      ['Silo', 'Next to a crane'],
      ['Crane and silo', 'Both'],
      ['Elevator', 'A crane on a silo'],
      ['Mill', 'Has a silo'],
    );
    const seen = await walk('crane silo', 1, async () => {
      await publish(['Crane', 'Alone'], ['Bridge', 'A crane']);
    });
    expect(seen).toEqual([ids[2], ids[0], ids[3], ids[1]]);
  });

  it('gains nothing by saying a word again and again', async () => {
    const [, stuffed, plain] = await publish(
      ['Depot', 'For buses'],
      ['Tram tram tram tram tram', 'tram '.repeat(500)],
      ['Tram', 'One'],
    );
    expect(await walk('tram', 10)).toEqual([plain, stuffed]);
  });

  it('shows a company that sells something before one that mentions it', async () => {
    const company = (name: string, more: object) =>
      createPublicCompany(portal, { legalName: { lang: 'en', text: name }, ...more });
    const seller = await company('Alpha Ltd', { products: [product('Gantry robot')] });
    const mention = await company('Beta Ltd', {
      description: [{ lang: 'en', text: 'We once rented a gantry.' }],
    });
    await portal.settle();
    const { body } = await portal.api().get('/api/v1/companies').query({ q: 'gantry' });
    expect(body.items.map((item: { companyId: string }) => item.companyId)).toEqual([seller, mention]);
  });

  const product = (text: string) => ({ names: [{ lang: 'en', text }], description: [], specification: [] });
});
