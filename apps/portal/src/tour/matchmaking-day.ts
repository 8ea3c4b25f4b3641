import type { Json } from '@shuqiao/kernel';
import { inDays } from '../client/acts';
import { eventually, type HttpClient } from '../client/http-client';
import { expectEqual, type Steps } from './steps';

export interface Sides {
  readonly manager: HttpClient;
  readonly firm: HttpClient;
  readonly companyId: string;
  readonly agency: HttpClient;
  readonly agencyId: string;
}

const SLOT_MINUTES = 30;

/** A day of one-to-one meetings, from the first wish to a place at a table. */
export async function meetOneToOne(steps: Steps, sides: Sides): Promise<void> {
  const { manager, firm, companyId, agency, agencyId } = sides;
  const dayId = await steps.take('The secretariat opens a day of one-to-one meetings', () => openDay(manager));
  const participations = await steps.take('Both sides join it', async () => {
    const one = await join(firm, companyId, dayId, ['zh', 'ru'], [1]);
    const other = await join(agency, agencyId, dayId, ['ru'], []);
    return [one, other] as const;
  });
  await steps.take('The match suggests the agency to the firm, and says why', async () => {
    const { body } = await firm.get(`/matchmaking-participations/${participations[0]}/suggestions`);
    const suggestions = body as unknown as {
      companyId: string;
      offers: { factors: { title: string; share: number }[] } | null;
    }[];
    const suggested = suggestions.find((suggestion) => suggestion.companyId === agencyId);
    const [strongest] = [...(suggested?.offers?.factors ?? [])].sort((a, b) => b.share - a.share);
    expectEqual(suggested !== undefined, true, 'suggested');
    return strongest?.title ?? '';
  });
  await steps.take('The firm wishes to meet, which the agency does not see', async () => {
    const path = `/matchmaking-participations/${participations[0]}/wishes/${agencyId}`;
    await firm.put(path, { wish: 'must_meet' });
    const { body } = await agency.get(`/matchmaking-participations/${participations[1]}/counterparts`);
    const [seen] = (body.items as { companyId: string; wish: string | null }[]).filter(
      (one) => one.companyId === companyId,
    );
    return expectEqual(seen?.wish ?? null, null, 'unseen');
  });
  const meetingId = await steps.take('The agency asks for a meeting: both wish it, so it is agreed', async () => {
    const request = { counterpartId: companyId, message: { lang: 'ru', text: 'Хотим посмотреть систему в работе.' } };
    const { body } = await agency.post(`/matchmaking-participations/${participations[1]}/meeting-requests`, request);
    return expectEqual(body.status, 'accepted', body.id as string);
  });
  const proposalId = await steps.take('The scheduler proposes a schedule and proves that none is better', () =>
    propose(manager, dayId),
  );
  await steps.take('The secretariat confirms it', async () => {
    const { body: day } = await manager.get(`/matchmaking-days/${dayId}`);
    const { body } = await manager.put(`/matchmaking-days/${dayId}/schedule`, { proposalId }, day.version as number);
    return expectEqual(body.status, 'released', 'released');
  });
  await steps.take('Both sides see the same slot and table', async () => {
    const [one, other] = await Promise.all([firm, agency].map((side) => side.get(`/meetings/${meetingId}`)));
    const place = one?.body.place as { slot: number; table: number; startsAt: string };
    expectEqual(JSON.stringify(other?.body.place), JSON.stringify(place), 'same');
    // In the first slot the firm said that it would be away.
    expectEqual(place.slot > 1, true, 'after the first slot');
    return `slot ${place.slot}, table ${place.table}, ${place.startsAt}`;
  });
}

async function openDay(manager: HttpClient): Promise<string> {
  const { body: roadshow } = await manager.post('/roadshows', ROADSHOW());
  await manager.post(`/roadshows/${roadshow.id}/sessions`, OPENING());
  await manager.post(`/roadshows/${roadshow.id}/publication`);
  const { body: day } = await manager.post(`/roadshows/${roadshow.id}/matchmaking-days`, DAY());
  const { body: opened } = await manager.post(`/matchmaking-days/${day.id}/opening`);
  return expectEqual(opened.status, 'open', day.id as string);
}

async function join(
  side: HttpClient,
  companyId: string,
  dayId: string,
  languages: string[],
  unavailable: number[],
): Promise<string> {
  const { body: account } = await side.get('/accounts/me');
  const delegates = [account.id as string];
  const joining = { companyId, delegates, languages, unavailable };
  const { body } = await side.post(`/matchmaking-days/${dayId}/participations`, joining);
  return expectEqual(body.status, 'registered', body.id as string);
}

async function propose(manager: HttpClient, dayId: string): Promise<string> {
  await manager.post(`/matchmaking-days/${dayId}/closing`);
  const { body: ordered } = await manager.post(`/matchmaking-days/${dayId}/proposals`, { seconds: 10 });
  const proposal = await eventually('proposal', async () => {
    const { body } = await manager.get(`/meeting-proposals/${ordered.id}`);
    return body.status === 'finished' ? body : undefined;
  });
  expectEqual(proposal.outcome, 'optimal', 'optimal');
  return ordered.id as string;
}

const ROADSHOW = (): { [member: string]: Json } => ({
  kind: 'matchmaking_day',
  title: {
    zh: '天津·中哈数字经济合作对接会',
    ru: 'Тяньцзинь: деловые встречи Китай — Казахстан по цифровой экономике',
    en: 'Tianjin: China–Kazakhstan matchmaking day on the digital economy',
  },
  description: {
    zh: '一对一洽谈，每场半小时，按双方意愿统一排期。',
    ru: 'Индивидуальные встречи по полчаса; расписание составляется по пожеланиям обеих сторон.',
    en: 'One-to-one meetings of half an hour each, scheduled by what both sides wish.',
  },
  venueId: null,
  city: { zh: '天津', ru: 'Тяньцзинь', en: 'Tianjin' },
  country: 'CN',
  timeZone: 'Asia/Shanghai',
  startsOn: inDays(22, 0).slice(0, 10),
  endsOn: inDays(22, 0).slice(0, 10),
  registrationOpensAt: inDays(-1, 0),
  registrationClosesAt: inDays(20, 10),
  onlineLink: 'https://live.example.org/matchmaking',
});

const OPENING = (): { [member: string]: Json } => ({
  title: { zh: '开场介绍', ru: 'Открытие', en: 'Opening' },
  languages: ['zh', 'ru'],
  roomId: null,
  startsAt: inDays(22, 1),
  endsAt: inDays(22, 2),
  capacity: 100,
});

const DAY = (): { [member: string]: Json } => ({
  place: { zh: '洽谈区', ru: 'Зона встреч', en: 'Meeting area' },
  tables: 14,
  wishesCloseAt: inDays(20, 0),
  slots: [...slots('morning', 2, 4), ...slots('afternoon', 6, 4)],
});

function slots(half: string, hour: number, count: number): { [member: string]: Json }[] {
  const start = Date.parse(inDays(22, hour));
  const at = (slot: number) => new Date(start + slot * SLOT_MINUTES * 60_000).toISOString();
  return Array.from({ length: count }, (_, slot) => ({ half, startsAt: at(slot), endsAt: at(slot + 1) }));
}
