import { type Firm, runSchedule } from '../support/demands';
import { as } from '../support/eois';
import type { MatchBody } from '../support/matches';
import { createFirm } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, closeDemand, publishDemand } from '../support/published-demand';

describe('matches by texts', () => {
  let portal: TestPortal;
  let buyer: Firm;
  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ', legalName: 'Порт Актау' });
  });
  afterAll(() => portal.stop());

  /** A company that shows its name and this text, and not one capability. */
  async function company(text: string, lang = 'zh'): Promise<Firm> {
    const firm = await createFirm(portal);
    await say(firm, text, lang, 'company.verified.v1');
    return firm;
  }
  async function say(firm: Firm, text: string, lang: string, event = 'company.changed.v1'): Promise<void> {
    const { companyId } = firm;
    const named = { lang, text: `Firm ${companyId.slice(-6)}` };
    const document = { companyId, country: 'CN', legalName: named, description: [{ lang, text }] };
    await portal.database.query('UPDATE companies SET public_document = $2 WHERE id = $1', [companyId, document]);
    await announce(portal, event, { companyId });
  }
  async function publish(title: string, lang = 'ru'): Promise<string> {
    const { id } = await publishDemand(portal, { companyId: buyer.companyId, title, lang, requirements: [[]] });
    await announce(portal, 'demand.published.v1', { demandId: id });
    await portal.settle();
    return id;
  }
  const companiesFor = async (demandId: string): Promise<MatchBody[]> =>
    (await as(portal, buyer).get(`/demands/${demandId}/matches?limit=100`)).body.items;
  const demandsFor = async (firm: Firm): Promise<MatchBody[]> =>
    (await as(portal, firm).get(`/companies/${firm.companyId}/matches?limit=100`)).body.items;
  const idsFor = async (demandId: string) => (await companiesFor(demandId)).map(({ companyId }) => companyId);
  const textOf = (match: MatchBody | undefined) => match?.factors.find(({ code }) => code === 'text');

  it('join a demand in Russian and a company that describes itself in Chinese, and name the words that met', async () => {
    const cameras = await company('我们为城市和港口提供视频监控系统的安装与运维服务');
    const drones = await company('农业植保无人机的研发与生产');
    const id = await publish('Система видеонаблюдения с установкой');
    const [first, ...others] = await companiesFor(id);
    expect(first?.companyId).toBe(cameras.companyId);
    expect(others.map(({ companyId }) => companyId)).not.toContain(drones.companyId);
    const factor = textOf(first);
    expect(factor?.value).toBeGreaterThan(0.3);
    expect(factor?.met).toContainEqual(
      expect.objectContaining({ code: 'Система видеонаблюдения', by: '视频监控系统' }),
    );
    const steps = (value: number) => Math.round(value * 10_000);
    expect(first?.factors.reduce((sum, { share }) => sum + steps(share), 0)).toBe(steps(first?.score ?? 0));
    const other = (await demandsFor(cameras)).find(({ demandId }) => demandId === id);
    expect([other?.score, other?.factors]).toEqual([first?.score, first?.factors]);
  });

  it('follow what a company says, from either side, and end when it or the demand goes', async () => {
    const firm = await company('口腔医院的种植牙服务');
    const id = await publish('Blockchain platform for electronic bills of lading', 'en');
    expect(await idsFor(id)).not.toContain(firm.companyId);
    await say(firm, '基于区块链的电子提单平台', 'zh');
    await portal.settle();
    expect(await idsFor(id)).toContain(firm.companyId);
    expect(textOf((await demandsFor(firm)).find(({ demandId }) => demandId === id))?.met.length).toBeGreaterThan(0);
    await portal.database.query(`UPDATE companies SET status = 'suspended' WHERE id = $1`, [firm.companyId]);
    await announce(portal, 'company.suspended.v1', { companyId: firm.companyId });
    await portal.settle();
    expect(await idsFor(id)).not.toContain(firm.companyId);
    await closeDemand(portal, id);
    await portal.settle();
    const left = await portal.database.query(
      'SELECT FROM text_features WHERE subject_id = ANY ($1::uuid[]) AND features IS NOT NULL',
      [[id, firm.companyId]],
    );
    expect(left).toHaveLength(0);
  });

  it('keep what tells programs that a text went for a week, and no longer', async () => {
    const gone = () => portal.database.query('SELECT FROM text_features WHERE features IS NULL');
    expect((await gone()).length).toBeGreaterThan(0);
    await runSchedule(portal, 'matches.purge-texts');
    expect((await gone()).length).toBeGreaterThan(0);
    await portal.database.query(
      `UPDATE text_features SET written_at = written_at - interval '8 days' WHERE features IS NULL`,
    );
    await runSchedule(portal, 'matches.purge-texts');
    expect(await gone()).toHaveLength(0);
  });

  it('give nothing for stuffing a text with words, and stay sane with degenerate ones', async () => {
    const honest = await company('Мы внедряем системы электронного документооборота для банков', 'ru');
    const words = 'электронный документооборот банк порт дрон облако ERP CRM 5G блокчейн телемедицина видеонаблюдение ';
    const stuffed = await company(words.repeat(80), 'ru');
    const repeated = await company('документооборот '.repeat(800), 'ru');
    const odd = ['', '\u200b\u200b', '!!! ??? ...', 'х'.repeat(8_000), "' | & ! :* ()", '電'.repeat(5_000)];
    for (const text of odd) await company(text, 'ru');
    const id = await publish('Внедрение системы электронного документооборота');
    const listed = await idsFor(id);
    expect(listed[0]).toBe(honest.companyId);
    const place = (firm: Firm) => listed.indexOf(firm.companyId) >>> 0;
    expect(place(stuffed)).toBeGreaterThan(place(honest));
    expect(place(repeated)).toBeGreaterThan(place(honest));
  });

  it('know a new name of a concept as soon as staff have given it', async () => {
    const firm = await company('本公司专营量子芝麻糊', 'zh');
    const id = await publish('Кунжутомёт промышленный');
    expect(await idsFor(id)).not.toContain(firm.companyId);
    await portal.database.query(
      `UPDATE concepts SET synonyms = '{"zh": ["量子芝麻糊"], "ru": ["кунжутомёт"], "en": ["sesame gun"]}' WHERE code = 'robotics.industrial'`,
    );
    await announce(portal, 'taxonomy.changed.v1', { code: 'robotics.industrial' });
    await portal.settle();
    expect(await idsFor(id)).toContain(firm.companyId);
  });
});
