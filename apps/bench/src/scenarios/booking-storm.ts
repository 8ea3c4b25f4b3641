import { newId } from '@shuqiao/kernel';
import type { Bench, Storm } from './scenario';

const SEATS = 100;
let session = '';

export const bookingStorm: Storm = {
  name: 'booking storm (200 for 100 seats)',
  cost: 'write',

  async calls({ client, delegates }) {
    session = newId();
    await client.query(OPEN_SESSION, [newId(), session, SEATS, delegates[0]?.accountId]);
    return delegates.map(({ accountId, sessionId, companyId, authorization }) => ({
      call: () => ({
        method: 'POST' as const,
        path: `/api/v1/roadshow-sessions/${session}/bookings`,
        headers: { authorization: authorization() },
        body: JSON.stringify({ companyId }),
      }),
      ids: [session, accountId, sessionId, companyId],
    }));
  },

  async check({ client, delegates }: Bench) {
    const { rows } = await client.query<{ confirmed: number; waitlisted: number }>(COUNT, [session]);
    const [counts] = rows;
    if (counts?.confirmed !== SEATS || counts.waitlisted !== delegates.length - SEATS)
      throw new Error(`Sold ${counts?.confirmed} of ${SEATS} seats and queued ${counts?.waitlisted}`);
  },
};

// Each storm has an hour of its own, since nobody is in two places at once.
const OPEN_SESSION = `WITH roadshow AS (
    INSERT INTO roadshows (id, kind, title, description, city, country, time_zone, starts_on, ends_on, registration_opens_at,
      registration_closes_at, online_link, status, created_by)
    SELECT $1::uuid, 'project_roadshow', text, text, text, 'CN', 'Asia/Shanghai', current_date + 3000, current_date + 3000,
      now() - interval '1 day', now() + interval '1 day', 'https://example.org/', 'open', $4::uuid
    FROM (SELECT '{"zh":"路演","ru":"Показ","en":"Roadshow"}'::jsonb) AS one (text) RETURNING id, title)
  INSERT INTO roadshow_sessions (id, roadshow_id, title, room, languages, starts_at, ends_at, booking_window, capacity)
  SELECT $2::uuid, id, title, 'A', '{en}', begins, begins + interval '1 hour', tstzrange(now() - interval '1 day', now() + interval '1 day'), $3::integer
  FROM roadshow, (SELECT now() + (1000 + count(*)) * interval '2 hours' FROM roadshow_sessions) AS time (begins)`;
const COUNT = `SELECT count(*) FILTER (WHERE status = 'confirmed')::integer AS confirmed,
  count(*) FILTER (WHERE status = 'waitlisted')::integer AS waitlisted FROM bookings WHERE session_id = $1`;
