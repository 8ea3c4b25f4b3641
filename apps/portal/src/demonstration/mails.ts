import type { Actor, Json } from '@shuqiao/kernel';
import { eventually, type HttpClient } from '../client/http-client';
import type { Portal } from '../portal';
import { Schedules } from '../../../worker/src/schedules';
import { digestIsDue } from './mark';

/** A firm's owner, signed in. */
export interface Owner {
  readonly client: HttpClient;
  readonly companyId: string;
}

const ZONE = 'Asia/Shanghai';
const THRESHOLD = 0.5;

/** Searches that two of the firms keep; saved before there is anything to find, so that what comes is told. */
export async function saveSearches(domestic: Owner, foreign: Owner): Promise<void> {
  await save(domestic, {
    name: '哈萨克斯坦的码头项目',
    kind: 'demand',
    query: { q: 'терминал', country: 'KZ' },
    alert: 'at_once',
  });
  await save(foreign, {
    name: 'Китайские разработчики для портов',
    kind: 'company',
    query: { q: 'порт', country: 'CN' },
    alert: 'weekly',
  });
}

async function save(
  { client }: Owner,
  search: { readonly name: string; readonly [member: string]: Json },
): Promise<void> {
  const { body } = await client.get('/saved-searches');
  const saved = (body.items as { name: string }[]).some(({ name }) => name === search.name);
  if (!saved) await client.post('/saved-searches', search);
}

/**
 * Has a firm told of its new matches once a week, from the hour that has just begun on: the mail comes at once, by the job
 * that makes all others, and the next one in a week.
 */
export async function tellMatches(portal: Portal, actor: Actor, { client, companyId }: Owner): Promise<void> {
  await eventually('match to tell of', async () => {
    const { body } = await client.get(`/companies/${companyId}/matches`);
    return (body.items as { score: number }[]).find(({ score }) => score >= THRESHOLD);
  });
  const at = `/companies/${companyId}/match-digest`;
  const { body } = await client.get(at);
  await client.put(at, { enabled: true, threshold: THRESHOLD, ...thisHour() }, body.version as number);
  await digestIsDue(portal, actor, companyId, ZONE);
  const schedule = portal.worker.context.get(Schedules).all.find(({ name }) => name === 'matches.tell');
  if (!schedule) throw new Error('Nothing tells companies of their matches');
  await schedule.run();
}

/** The weekday (1 is Monday) and the hour there. */
function thisHour(): { weekday: number; hour: number } {
  const there = new Date(Date.now() + 8 * 3_600_000);
  return { weekday: there.getUTCDay() || 7, hour: there.getUTCHours() };
}
