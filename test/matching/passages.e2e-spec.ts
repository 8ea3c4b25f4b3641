import { createVerified, own as ownCompany } from '../support/companies';
import { createPublished, type Firm } from '../support/demands';
import { as } from '../support/eois';
import { createFirm, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { announce, closeDemand, publishDemand } from '../support/published-demand';

interface Passage {
  lang: string;
  text: string;
  ranges: [number, number][];
  cutBefore: boolean;
  cutAfter: boolean;
}
interface MatchBody {
  demandId: string;
  companyId: string;
  factors: { code: string; met: { code: string; by: string }[] }[];
  passages?: { demand: Passage[]; company: Passage[] };
}

const marked = (passages: readonly Passage[] = []) =>
  passages.flatMap(({ text, ranges }) => ranges.map(([start, end]) => text.slice(start, end)));
const wordsOf = (match: MatchBody | undefined) => match?.factors.find(({ code }) => code === 'text')?.met ?? [];

/** The texts of all `{lang, text}` of an answer. */
function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { lang, text } = value as { lang?: unknown; text?: unknown };
  if (typeof lang === 'string' && typeof text === 'string') return [text];
  return Object.values(value).flatMap(textsIn);
}

describe('the passages of a match', () => {
  let portal: TestPortal;
  let buyer: Firm;
  let reviewer: Person;
  beforeAll(async () => {
    portal = await startTestPortal();
    buyer = await createFirm(portal, { country: 'KZ', legalName: 'Порт Актау' });
    reviewer = await createStaff(portal, 'reviewer');
  });
  afterAll(() => portal.stop());

  /** A company with a real public page, and things beside it that are nobody's business. */
  async function company(text: string, lang = 'zh'): Promise<Firm> {
    const profile = {
      description: [{ lang, text }],
      ...{ names: [], targetCountries: ['KZ'], languages: ['zh', 'ru'], headcount: '50-249', foundingYear: 2015 },
      capabilities: [{ concept: 'port.tos', maturity: 'production', evidence: [] }],
    };
    const { owner, companyId } = await createVerified(portal, { profile });
    return { ...owner, companyId };
  }
  async function demand(title: string, description: string, lang = 'ru'): Promise<string> {
    const requirements = [
      { kind: 'lot', title: { lang, text: title }, concepts: ['data-infra.datacenter'], mandatory: true },
    ];
    const texts = { title: { lang, text: title }, titleTranslations: [], description: { lang, text: description } };
    const id = (await createPublished(portal, buyer, reviewer, { ...texts, requirements })).id as string;
    await portal.settle();
    return id;
  }
  const read = async (person: Firm, path: string, query = 'highlight=true'): Promise<MatchBody[]> =>
    (await as(portal, person).get(`${path}/matches?limit=100&${query}`).expect(200)).body.items;
  const forDemand = async (demandId: string, companyId: string, query?: string) =>
    (await read(buyer, `/demands/${demandId}`, query)).find((match) => match.companyId === companyId);
  const forCompany = async (firm: Firm, demandId: string, query?: string) =>
    (await read(firm, `/companies/${firm.companyId}`, query)).find((match) => match.demandId === demandId);

  it('show the words of both sides, each in its own language, to the buyer, the company and staff', async () => {
    const text = `我们成立多年。${'公司重视质量与诚信。'.repeat(12)}为城市和港口提供视频监控系统的安装与运维服务。`;
    const firm = await company(text);
    const id = await demand(
      'Система видеонаблюдения с установкой',
      `Для порта. ${'Подробности сообщим позже. '.repeat(20)}Нужно обслуживание камер.`,
    );
    const match = await forDemand(id, firm.companyId);
    const passages = match?.passages;
    expect(passages?.demand[0]).toEqual({
      lang: 'ru',
      text: 'Система видеонаблюдения с установкой',
      ranges: expect.arrayContaining([[0, 23]]),
      cutBefore: false,
      cutAfter: false,
    });
    expect(passages?.company[0]).toMatchObject({ lang: 'zh', cutBefore: true, cutAfter: false });
    expect(marked(passages?.company)).toContain('视频监控系统');
    for (const { code, by } of wordsOf(match).slice(0, 3)) {
      const [asked, offered] = [marked(passages?.demand), marked(passages?.company)];
      expect(asked.some((one) => one.toLowerCase().includes(code.toLowerCase()))).toBe(true);
      expect(offered.some((one) => one.toLowerCase().includes(by.toLowerCase()))).toBe(true);
    }
    expect((await forCompany(firm, id))?.passages).toEqual(passages);
    const inspect = (query: string) =>
      portal
        .admin()
        .get(`/admin/v1/demands/${id}/matches?limit=100${query}`)
        .set('authorization', reviewer.authorization);
    const inspected = (await inspect('&highlight=true').expect(200)).body.items as MatchBody[];
    expect(inspected.find(({ companyId }) => companyId === firm.companyId)?.passages).toEqual(passages);
    for (const plain of [
      await forDemand(id, firm.companyId, ''),
      await forDemand(id, firm.companyId, 'highlight=false'),
      await forCompany(firm, id, ''),
      ...((await inspect('').expect(200)).body.items as MatchBody[]),
    ])
      expect(plain).not.toHaveProperty('passages');
  });

  it('show English beside English, and a concept that met where a text names it', async () => {
    const firm = await company(
      'Our terminal operating system runs in ten ports; electronic bills of lading included.',
      'en',
    );
    const { id } = await publishDemand(portal, {
      ...{ companyId: buyer.companyId, lang: 'en', requirements: [['port.tos']] },
      title: 'Electronic bills of lading for a Terminal Operating System',
    });
    await announce(portal, 'demand.published.v1', { demandId: id });
    await portal.settle();
    const passages = (await forDemand(id, firm.companyId))?.passages;
    expect(marked(passages?.demand).join(' ')).toMatch(/bills of lading.*Terminal Operating System/i);
    expect(marked(passages?.company).join(' ')).toMatch(/terminal operating system.*bills of lading/i);
  });

  it('mark in a text that has changed only what stands there now', async () => {
    const firm = await company('区块链电子提单平台的开发');
    const id = await demand('Блокчейн-платформа электронных коносаментов', 'Коносаменты оформляются в порту.');
    const before = await forDemand(id, firm.companyId);
    expect(marked(before?.passages?.company).join()).toContain('区块链');
    const now = [{ lang: 'zh', text: '如今只做区块链，不做其他业务' }];
    await portal.database.query(
      `UPDATE companies SET public_document = jsonb_set(public_document, '{description}', $2) WHERE id = $1`,
      [firm.companyId, JSON.stringify(now)],
    );
    const after = await forDemand(id, firm.companyId);
    expect(wordsOf(after)).toEqual(wordsOf(before));
    expect(marked(after?.passages?.company)).toEqual(['区块链']);
    expect(after?.passages?.company.map(({ text }) => text)).toEqual([now[0]?.text]);
    await portal.database.query(
      `UPDATE companies SET public_document = public_document - 'description' WHERE id = $1`,
      [firm.companyId],
    );
    expect((await forDemand(id, firm.companyId))?.passages).toEqual({ ...before?.passages, company: [] });
  });

  it('show nothing that is not public, and nothing to a stranger', async () => {
    const firm = await company('我们开发电子病历系统和远程医疗平台');
    const id = await demand(
      'Электронные медицинские карты',
      'Телемедицина и электронные медицинские карты для больниц.',
    );
    // What the company is still writing is nobody's business, though the same words stand in it.
    const { body: profile } = await ownCompany(portal, firm, firm.companyId).get('/profile').expect(200);
    expect(profile.status).toBe('verified');
    await portal.database.query(`UPDATE companies SET description = $2 WHERE id = $1`, [
      firm.companyId,
      JSON.stringify([{ lang: 'zh', text: '未公开：电子病历系统与远程医疗的内部报价' }]),
    ]);
    const passages = (await forDemand(id, firm.companyId))?.passages;
    const page = await portal.api().get(`/api/v1/companies/${firm.companyId}`).expect(200);
    const shown = textsIn(page.body);
    expect(passages?.company.length).toBeGreaterThan(0);
    for (const { text } of passages?.company ?? []) expect(shown.some((one) => one.includes(text))).toBe(true);
    const listing = textsIn((await portal.api().get(`/api/v1/demands/${id}`).expect(200)).body);
    expect(passages?.demand.length).toBeGreaterThan(0);
    for (const { text } of passages?.demand ?? []) expect(listing.some((one) => one.includes(text))).toBe(true);

    const stranger = await createFirm(portal);
    await as(portal, stranger).get(`/demands/${id}/matches?highlight=true`).expect(404);
    await as(portal, stranger).get(`/companies/${firm.companyId}/matches?highlight=true`).expect(404);
    await as(portal, buyer).get(`/demands/${id}/matches?highlight=yes`).expect(422);

    await closeDemand(portal, id);
    expect((await forDemand(id, firm.companyId))?.passages?.demand ?? []).toEqual([]);
  });
});
