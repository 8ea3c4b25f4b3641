import { systemActor } from '@shuqiao/kernel';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, closeDemand } from '../support/published-demand';
import { unknownTermsAt } from '../support/unknown-terms';

const ACTOR = systemActor('test');

describe('unknown terms', () => {
  let portal: TestPortal;
  let reviewer: Person;
  let buyer: Person & { companyId: string };
  beforeAll(async () => {
    portal = await startTestPortal();
    reviewer = await createStaff(portal, 'reviewer');
    buyer = await createFirm(portal, { country: 'KZ' });
  });
  afterAll(() => portal.stop());
  const { as, walk, read, publish, show, list, find, found, termOf } = unknownTermsAt(
    () => portal,
    () => ({ reviewer, buyer }),
  );

  it('are those of public texts, the most frequent first, with excerpts', async () => {
    const first = await publish('Поставка и внедрение КЦМРУ для порта');
    const second = await publish('Сопровождение кцмру');
    await publish('Разработка ФЖЦВ');
    const { companyId } = await createFirm(portal);
    await show(companyId, '我们为港口赋能');
    await read();
    const { items } = await list();
    expect(items[0]).toEqual({
      ...{ id: expect.any(String), language: 'ru', term: expect.stringMatching(/^кцмру$/i), texts: 2, state: 'open' },
      ...{ reason: null, taughtTermId: null, decidedBy: null, decidedAt: null, examples: expect.any(Array) },
    });
    expect(items[0].examples.map(({ subjectId }) => subjectId)).toEqual([second, first]);
    for (const { kind, lang, text, start, end } of items[0].examples) {
      expect([kind, lang, text.slice(start, end).toLowerCase()]).toEqual(['demand', 'ru', 'кцмру']);
    }
    expect(items[0].examples[1].text).toBe('Поставка и внедрение КЦМРУ для порта');
    expect(await find('ФЖЦВ')).toMatchObject({ texts: 1, language: 'ru' });
    expect((await list({ language: 'zh' })).items).toContainEqual(
      expect.objectContaining({
        language: 'zh',
        examples: [expect.objectContaining({ kind: 'company', subjectId: companyId })],
      }),
    );
    expect((await list({ language: 'other' })).items).toEqual([]);
    for (const { term } of (await list({ limit: 50 })).items) expect(term).not.toMatch(/数桥|порт|поставка/i);
  });

  it('are counted once for a text, however often its events come, and come and go with it', async () => {
    const id = await publish('ЩЫЖВ и снова ЩЫЖВ');
    await read();
    await announce(portal, 'demand.published.v1', { demandId: id });
    await read();
    expect(await found('щыжв')).toMatchObject({ texts: 1 });
    const other = await publish('Нужен ЩЫЖВ');
    await read();
    expect(await found('щыжв')).toMatchObject({ texts: 2 });
    await closeDemand(portal, id);
    await read();
    const left = await found('щыжв');
    expect([left.texts, left.examples.map(({ subjectId }) => subjectId)]).toEqual([1, [other]]);
    await closeDemand(portal, other);
    await read();
    expect(await find('щыжв')).toBeUndefined();
    expect(await portal.database.query(`SELECT FROM unknown_terms WHERE key = 'щыжв'`)).toEqual([]);
  });

  it('show no text that is not public, even before they are read again', async () => {
    const id = await publish('Секретный ЪГНЦ');
    await read();
    await portal.database.query(`UPDATE demand_listings SET status = 'closed' WHERE demand_id = $1`, [id]);
    expect(await found('ъгнц')).toMatchObject({ texts: 1, examples: [] });
    await portal.database.query(`UPDATE demand_listings SET status = 'open' WHERE demand_id = $1`, [id]);
    await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [buyer.companyId]);
    expect(await found('ъгнц')).toMatchObject({ examples: [] });
    await announce(portal, 'company.suspended.v1', { companyId: buyer.companyId });
    await read();
    expect(await find('ъгнц')).toBeUndefined();
    await portal.database.query(`UPDATE companies SET status = 'verified' WHERE id = $1`, [buyer.companyId]);
    await announce(portal, 'company.reinstated.v1', { companyId: buyer.companyId });
    await read();
    expect(await found('ъгнц')).toMatchObject({ texts: 1, examples: [{ subjectId: id }] });
  });

  it('vanish where a longer term covers them, and only there', async () => {
    await publish('Бюро ЯЩУР');
    await publish('Просто ЭЩЁРК, и бюро ЭЩЁРК');
    await read();
    await portal
      .admin()
      .post('/admin/v1/lexicon-terms')
      .set(as(reviewer))
      .send(termOf({ ru: ['бюро ящур', 'бюро эщёрк'] }));
    await read();
    expect(await find('ящур')).toBeUndefined();
    expect(await find('эщёрк')).toMatchObject({ texts: 1 });
  });

  it('are all read anew when texts are read in another way', async () => {
    await publish('Комплекс ЫЪЖ ХЪЗЩ');
    const hidden = await publish('Комплекс ПЩЗЖ');
    await read();
    await portal.database.query('DELETE FROM unknown_term_sightings');
    await portal.database.query('DELETE FROM unknown_terms');
    await portal.database.query(`UPDATE demand_listings SET status = 'closed' WHERE demand_id = $1`, [hidden]);
    await walk().takeOver(ACTOR);
    await read();
    expect(await found('ыъж хъзщ')).toMatchObject({ texts: 1 });
    expect(await find('пщзж')).toBeUndefined();
    const state = () => portal.database.query('SELECT * FROM unknown_terms ORDER BY id');
    const before = await state();
    await walk().takeOver(ACTOR);
    await read();
    expect(await state()).toEqual(before);
  });

  it('are listed page by page', async () => {
    const [first, all] = [await list({ limit: 2 }), await list({ limit: 50 })];
    const second = await list({ limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.items.slice(0, 4).map(({ id }) => id));
    expect(all.items.map(({ texts }) => texts)).toEqual(all.items.map(({ texts }) => texts).sort((a, b) => b - a));
  });
});
