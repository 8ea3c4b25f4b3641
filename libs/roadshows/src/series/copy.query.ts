import type { Statement } from '@shuqiao/platform';

// So many days later at the same time of the day, in the zone of the place: a change to daylight saving between is none here.
const shifted = (time: string) =>
  `((${time} AT TIME ZONE r.time_zone) + make_interval(days => days)) AT TIME ZONE r.time_zone`;

/** ($1 id, $2 source, $3 new start, $4 series or null, $5 actor, $6 now) No row when the series has that date already. */
export const COPY_ROADSHOW: Statement = {
  name: 'copies.roadshow',
  text: `INSERT INTO roadshows (id, kind, title, description, venue_id, venue, city, country, time_zone, starts_on, ends_on,
           registration_opens_at, registration_closes_at, online_link, bookings_per_company, created_by, created_at, updated_at, copied_from, series_id, series_date)
         SELECT $1, kind, title, description, venue_id, venue, city, country, time_zone, $3::date, ends_on + days,
           ${shifted('registration_opens_at')}, ${shifted('registration_closes_at')}, online_link, bookings_per_company, $5, $6, $6, id, $4::uuid,
           CASE WHEN $4::uuid IS NOT NULL THEN $3::date END
         FROM roadshows r CROSS JOIN LATERAL (SELECT $3::date - r.starts_on AS days) AS shift WHERE r.id = $2
         ON CONFLICT (series_id, series_date) DO NOTHING RETURNING id`,
};

/**
 * The sessions that take place, without bookings and people. A room is kept where it is free and large enough; of who
 * takes it in the same moment the exclusion constraint decides. ($1 copy, $2 source, $3 new start, $4 now)
 */
export const COPY_SESSIONS: Statement = {
  name: 'copies.sessions',
  text: `WITH copied AS MATERIALIZED (
           SELECT new_id() AS copy_id, s.*, ${shifted('s.starts_at')} AS new_start, ${shifted('s.ends_at')} AS new_end
           FROM roadshow_sessions s JOIN roadshows r ON r.id = s.roadshow_id
             CROSS JOIN LATERAL (SELECT $3::date - r.starts_on AS days) AS shift
           WHERE s.roadshow_id = $2 AND s.cancelled_at IS NULL),
         placed AS MATERIALIZED (
           SELECT copied.*, room.id AS kept FROM copied LEFT JOIN venue_rooms room
             ON room.id = copied.room_id AND copied.capacity - copied.online_seats <= room.seats
             AND NOT EXISTS (SELECT FROM room_times other WHERE other.room_id = room.id
               AND other.during && tstzrange(new_start, new_end, '[)'))),
         inserted AS (
           INSERT INTO roadshow_sessions (id, roadshow_id, title, room_id, venue_id, room, languages, starts_at, ends_at, capacity, online_seats,
             requires_approval, delegates_per_company, waitlist_rules, created_at, updated_at)
           SELECT copy_id, $1, title, kept, CASE WHEN kept IS NOT NULL THEN venue_id END, CASE WHEN kept IS NOT NULL THEN room END,
             languages, new_start, new_end, capacity, online_seats, requires_approval, delegates_per_company, waitlist_rules, $4, $4 FROM placed
           RETURNING id)
         SELECT coalesce(array_agg(copy_id ORDER BY new_start) FILTER (WHERE room_id IS NOT NULL AND kept IS NULL), '{}') AS without FROM placed`,
};

/** What a copy is made of. It does not change meanwhile, and whoever copies it too waits: ($1 source). */
export const SOURCE: Statement = {
  name: 'copies.source',
  text: `SELECT starts_on::text AS "startsOn", time_zone AS "timeZone", series_id AS "seriesId" FROM roadshows WHERE id = $1 FOR NO KEY UPDATE`,
};

/** {@link SeriesDetail} of a row `series`. */
const SERIES_VIEW = `jsonb_build_object('id', series.id, 'roadshowId', series.roadshow_id, 'rule', series.rule, 'startsOn', series.starts_on,
  'skipped', to_jsonb(series.skipped), 'added', to_jsonb(series.added), 'version', series.version,
  'dates', coalesce((SELECT jsonb_agg(jsonb_build_object('date', series_date, 'roadshowId', id, 'status', status) ORDER BY series_date DESC)
    FROM (SELECT * FROM roadshows WHERE series_id = series.id ORDER BY series_date DESC LIMIT 200) AS held), '[]'))`;

export const INSERT_SERIES: Statement = {
  name: 'series.insert',
  text: `INSERT INTO roadshow_series (id, created_by, created_at, updated_at, roadshow_id, starts_on, rule, skipped, added)
         VALUES ($1, $2, $3, $3, $4, $5, $6, $7::date[], $8::date[])`,
};
/** The roadshow that the others are copied from is the first of them. */
export const JOIN_SERIES: Statement = {
  name: 'series.join',
  text: 'UPDATE roadshows SET series_id = $2, series_date = starts_on WHERE id = $1 AND series_id IS NULL RETURNING id',
};
export const UPDATE_SERIES: Statement = {
  name: 'series.update',
  text: `UPDATE roadshow_series SET rule = $4, skipped = $5::date[], added = $6::date[], updated_at = $3, version = version + 1
         WHERE id = $1 AND version = $2 RETURNING id`,
};
export const FIND_SERIES: Statement = {
  name: 'series.find',
  text: `SELECT ${SERIES_VIEW} AS view FROM roadshow_series series WHERE id = $1`,
};
/** Whoever extends or changes it waits for whoever does. */
export const LOCK_SERIES: Statement = {
  name: 'series.lock',
  text: `SELECT ${SERIES_VIEW} AS view FROM roadshow_series series WHERE id = $1 FOR NO KEY UPDATE`,
};
export const LIST_SERIES: Statement = {
  name: 'series.list',
  text: `SELECT ${SERIES_VIEW} AS view FROM roadshow_series series WHERE ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`,
};
