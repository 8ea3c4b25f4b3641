import type { Json } from '@shuqiao/kernel';
import { inDays } from '../client/acts';
import type { HttpClient } from '../client/http-client';

/** A roadshow three weeks ahead, open for bookings. Answers the ids of its sessions. */
export async function holdRoadshow(manager: HttpClient): Promise<string[]> {
  const { body: venue } = await manager.post('/venues', VENUE);
  const { body: room } = await manager.post(`/venues/${venue.id}/rooms`, ROOM);
  const { body: roadshow } = await manager.post('/roadshows', { ...ROADSHOW(), venueId: venue.id as string });
  const sessionIds: string[] = [];
  for (const session of SESSIONS()) {
    const located = { ...session, roomId: room.id as string };
    const { body } = await manager.post(`/roadshows/${roadshow.id}/sessions`, located);
    sessionIds.push(body.id as string);
  }
  const status = async () => (await manager.get(`/roadshows/${roadshow.id}`)).body.status as string;
  if ((await status()) === 'draft') await manager.post(`/roadshows/${roadshow.id}/publication`);
  // The window is open already, so the clock may be faster than this request: what counts is the state reached.
  await manager.attempt('POST', `/roadshows/${roadshow.id}/opening`);
  const reached = await status();
  if (reached !== 'open') throw new Error(`The roadshow takes no bookings: it is ${reached}`);
  return sessionIds;
}

const VENUE: { [member: string]: Json } = {
  name: { zh: '天津梅江会展中心', ru: 'Конференц-центр «Мэйцзян»', en: 'Meijiang Convention Centre' },
  address: {
    zh: '天津市西青区友谊南路18号',
    ru: 'Тяньцзинь, район Сицин, Юи-Наньлу, 18',
    en: '18 Youyi South Road, Xiqing District, Tianjin',
  },
  city: { zh: '天津', ru: 'Тяньцзинь', en: 'Tianjin' },
  country: 'CN',
  timeZone: 'Asia/Shanghai',
};

const ROOM: { [member: string]: Json } = {
  name: { zh: 'A1会议厅', ru: 'Зал A1', en: 'Hall A1' },
  seats: 80,
  tables: 14,
};

const ROADSHOW = (): { [member: string]: Json } => ({
  kind: 'project_roadshow',
  title: {
    zh: '天津·数字经济项目路演（智慧港口与物流专场）',
    ru: 'Тяньцзинь: роуд-шоу цифровых проектов — умные порты и логистика',
    en: 'Tianjin Digital Project Roadshow: Smart Ports and Logistics',
  },
  description: {
    zh: '面向上合组织国家港口与物流机构，国内企业集中展示码头操作系统、货物追踪与单证电子化方案，并安排现场对接。',
    ru: 'Китайские компании представят портам и логистическим организациям стран ШОС терминальные системы, отслеживание грузов и электронные документы. После презентаций — деловые знакомства.',
    en: 'Chinese firms present terminal systems, cargo tracking and electronic trade documents to ports and logistics organisations of SCO countries, followed by time to meet.',
  },
  startsOn: inDays(21, 0).slice(0, 10),
  endsOn: inDays(21, 0).slice(0, 10),
  registrationOpensAt: inDays(-1, 0),
  registrationClosesAt: inDays(20, 10),
  onlineLink: 'https://live.example.org/tianjin',
});

const SESSIONS = (): { [member: string]: Json }[] => [
  {
    title: { zh: '上午场：智慧港口', ru: 'Утренняя сессия: умные порты', en: 'Morning session: smart ports' },
    languages: ['zh', 'ru'],
    startsAt: inDays(21, 1),
    endsAt: inDays(21, 4),
    capacity: 60,
  },
  {
    title: {
      zh: '下午场：跨境物流',
      ru: 'Дневная сессия: международная логистика',
      en: 'Afternoon session: cross-border logistics',
    },
    languages: ['zh', 'en'],
    startsAt: inDays(21, 6),
    endsAt: inDays(21, 9),
    capacity: 40,
  },
];
