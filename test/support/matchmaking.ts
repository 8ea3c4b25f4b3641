import type { Person } from './people';
import type { TestPortal } from './portal';
import { dayFromNow, deskOf, idOf, onTheDay, roadshowBody } from './roadshows';

export type Firm = Person & { companyId: string };

/** Slots of half an hour from 04:00 UTC on the day of the roadshow; the first `morning` of them are the morning. */
export function slotTimes(portal: TestPortal, count: number, morning = Math.ceil(count / 2)) {
  const at = (slot: number) => {
    const minutes = 240 + slot * 30;
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    return onTheDay(portal, `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`);
  };
  return Array.from({ length: count }, (_, slot) => ({
    half: slot < morning ? 'morning' : 'afternoon',
    startsAt: at(slot),
    endsAt: at(slot + 1),
  }));
}

export function dayBody(portal: TestPortal, changes: object = {}) {
  return {
    place: { zh: '二号厅', ru: 'Зал 2', en: 'Hall 2' },
    tables: 3,
    wishesCloseAt: `${dayFromNow(portal, 20)}T00:00:00.000Z`,
    slots: slotTimes(portal, 6),
    ...changes,
  };
}

/** What staff and companies do about days of one-to-one meetings. */
export function matchmakingOf(portal: TestPortal, manager: Person) {
  const desk = deskOf(portal, manager);
  /** A published roadshow of the right kind with an open day; answers the day's id. */
  const openDay = async (changes: object = {}): Promise<string> => {
    const kind = { kind: 'matchmaking_day', timeZone: 'Asia/Almaty' };
    const roadshow = await desk.created('roadshows', roadshowBody(portal, kind));
    await desk.created(`roadshows/${roadshow}/sessions`, {
      title: { zh: '开幕', ru: 'Открытие', en: 'Opening' },
      languages: ['zh', 'ru'],
      roomId: null,
      startsAt: onTheDay(portal, '03:00'),
      endsAt: onTheDay(portal, '04:00'),
      capacity: 50,
    });
    idOf(await desk.post(`roadshows/${roadshow}/publication`), 200);
    const day = await desk.created(`roadshows/${roadshow}/matchmaking-days`, dayBody(portal, changes));
    idOf(await desk.post(`matchmaking-days/${day}/opening`), 200);
    return day;
  };
  const as = (person: Person) => {
    const authorization = person.authorization;
    const api = portal.api();
    return {
      get: (path: string) => api.get(`/api/v1/${path}`).set({ authorization }),
      post: (path: string, body: object = {}) => api.post(`/api/v1/${path}`).set({ authorization }).send(body),
      put: (path: string, body: object, headers: object = {}) =>
        api
          .put(`/api/v1/${path}`)
          .set({ authorization, ...headers })
          .send(body),
      delete: (path: string) => api.delete(`/api/v1/${path}`).set({ authorization }),
    };
  };
  const join = (firm: Firm, day: string, changes: object = {}) =>
    as(firm).post(`matchmaking-days/${day}/participations`, {
      companyId: firm.companyId,
      delegates: [firm.accountId],
      languages: ['zh', 'en'],
      ...changes,
    });
  const joined = async (firm: Firm, day: string, changes: object = {}): Promise<string> =>
    idOf(await join(firm, day, changes), 201);
  const wish = (firm: Firm, participation: string, counterpart: Firm, wanted: string) =>
    as(firm).put(`matchmaking-participations/${participation}/wishes/${counterpart.companyId}`, { wish: wanted });
  const request = (firm: Firm, participation: string, counterpart: Firm, message: object | null = null) =>
    as(firm).post(`matchmaking-participations/${participation}/meeting-requests`, {
      counterpartId: counterpart.companyId,
      message,
    });
  return { ...desk, openDay, as, join, joined, wish, request };
}

export interface MeetingRow {
  readonly id: string;
  readonly status: string;
  readonly status_reason: string | null;
  readonly origin: string;
  readonly slot: number | null;
  readonly table_number: number | null;
}

export function storedMeetings(portal: TestPortal, day: string): Promise<MeetingRow[]> {
  return portal.database.query(
    'SELECT id, status, status_reason, origin, slot, table_number FROM meetings WHERE day_id = $1 ORDER BY id',
    [day],
  );
}

/** The acts recorded about a meeting, and the events published, each in order. */
export async function actsOn(portal: TestPortal, meeting: string): Promise<{ acts: string[]; events: string[] }> {
  const acts = await portal.database.query<{ action: string }>(
    `SELECT action FROM audit_entries WHERE subject_type = 'meeting' AND subject_id = $1 ORDER BY at, id`,
    [meeting],
  );
  const events = await portal.database.query<{ name: string }>(
    `SELECT name FROM outbox_messages WHERE payload ->> 'meetingId' = $1 ORDER BY id`,
    [meeting],
  );
  return { acts: acts.map(({ action }) => action), events: events.map(({ name }) => name) };
}

/** A proposal ends as soon as it is proven; the time is for a machine that has none. */
export const QUICK = { seconds: 60 };

export interface ProposalBody {
  readonly id: string;
  readonly version: number;
  readonly meetings: { meetingId: string; slot: number; table: number; interpreterId: string | null }[];
  readonly [key: string]: unknown;
}

/** What staff do about the schedules of days that these firms take part in. */
export function schedulingOf(portal: TestPortal, days: ReturnType<typeof matchmakingOf>, firms: readonly Firm[]) {
  const version = async (path: string): Promise<number> => (await days.get(path)).body.version as number;
  /** A closed day on which each pair of positions has agreed to meet. */
  const agreed = async (pairs: [number, number][], changes: object = {}, joins: Record<number, object> = {}) => {
    const day = await days.openDay(changes);
    const participations = await Promise.all(firms.map((firm, index) => days.joined(firm, day, joins[index] ?? {})));
    for (const [one, other] of pairs) {
      await days.wish(firms[one]!, participations[one]!, firms[other]!, 'would_meet');
      await days.wish(firms[other]!, participations[other]!, firms[one]!, 'would_meet');
    }
    idOf(await days.post(`matchmaking-days/${day}/closing`), 200);
    return { day, participations };
  };
  /** Orders a proposal and lets the worker make it. */
  const proposed = async (day: string, order: object = QUICK): Promise<ProposalBody> => {
    const id = idOf(await days.post(`matchmaking-days/${day}/proposals`, order), 201);
    await portal.settle();
    return (await days.get(`meeting-proposals/${id}`)).body as ProposalBody;
  };
  const confirm = async (day: string, proposalId: string, as = version(`matchmaking-days/${day}`)) =>
    days.put(`matchmaking-days/${day}/schedule`, await as, { proposalId });
  return { version, agreed, proposed, confirm };
}
