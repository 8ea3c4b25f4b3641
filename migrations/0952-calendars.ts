import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Bookings in people's calendars: by mail, and by a secret address to subscribe to. */
export class Calendars1790000000952 implements MigrationInterface {
  name = 'Calendars1790000000952';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...MAILS, SESSION_PLACE, BOOKING_FACTS, ...SUBSCRIPTIONS);
    await protect(queryRunner, 'calendar_subscriptions', 'account_id = acting_account()');
    await run(
      queryRunner,
      'REVOKE ALL ON calendar_subscriptions FROM shuqiao_staff, shuqiao_worker',
      BOOKING_ENTRIES,
      ENTRIES,
      'REVOKE EXECUTE ON FUNCTION calendar_entries(bytea, timestamptz) FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION calendar_entries(bytea, timestamptz) TO shuqiao_company',
      ...FORGOTTEN,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TRIGGER accounts_forget_calendar ON accounts',
      'DROP FUNCTION forget_calendar, calendar_entries, booking_calendar_entries',
      'DROP TABLE calendar_subscriptions',
      'DROP FUNCTION booking_calendar_facts, session_place',
      'ALTER TABLE mails DROP COLUMN calendar, DROP COLUMN calendar_method',
    );
  }
}

const MAILS = [
  `ALTER TABLE mails ADD COLUMN calendar text, ADD COLUMN calendar_method text
     CONSTRAINT mails_calendar_method_check CHECK (calendar_method IN ('REQUEST', 'CANCEL')),
     ADD CONSTRAINT mails_calendar_check CHECK ((calendar IS NULL) = (calendar_method IS NULL))`,
];

// The one way in which a session's place is written.
const SESSION_PLACE = `CREATE FUNCTION session_place(session uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT jsonb_build_object(
    'zh', concat_ws(' ', r.city ->> 'zh', r.venue ->> 'zh', s.room),
    'ru', concat_ws(', ', s.room, r.venue ->> 'ru', r.city ->> 'ru'),
    'en', concat_ws(', ', s.room, r.venue ->> 'en', r.city ->> 'en'))
  FROM roadshow_sessions s JOIN roadshows r ON r.id = s.roadshow_id WHERE s.id = session $$`;

const utc = (time: string) => `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

// Each version only grows, and so does their sum with every change of any of them. Whatever a mail or a feed says under a
// number is what was true at that number, in whatever order they arrive.
const BOOKING_FACTS = `CREATE FUNCTION booking_calendar_facts(booking uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT jsonb_build_object('uid', 'booking-' || b.id, 'sequence', b.version + s.version + r.version - 3,
    'start', ${utc('s.starts_at')}, 'end', ${utc('s.ends_at')}, 'zone', r.time_zone, 'title', s.title, 'about', r.title,
    'place', session_place(s.id), 'onlineLink', CASE WHEN b.status IN ('confirmed', 'attended') THEN r.online_link END,
    'path', '/bookings/' || b.id, 'changedAt', ${utc('greatest(b.updated_at, s.updated_at, r.updated_at)')})
  FROM bookings b JOIN roadshow_sessions s ON s.id = b.session_id JOIN roadshows r ON r.id = b.roadshow_id WHERE b.id = booking $$`;

const SUBSCRIPTIONS = [
  `CREATE TABLE calendar_subscriptions (
     account_id uuid CONSTRAINT calendar_subscriptions_pkey PRIMARY KEY
       CONSTRAINT calendar_subscriptions_account_id_fkey REFERENCES accounts (id) ON DELETE CASCADE,
     token_hash bytea NOT NULL CONSTRAINT calendar_subscriptions_token_hash_check CHECK (octet_length(token_hash) = 32),
     created_at timestamptz NOT NULL,
     CONSTRAINT calendar_subscriptions_token_hash_key UNIQUE (token_hash))`,
];

const BOOKING_ENTRIES = `CREATE FUNCTION booking_calendar_entries(account uuid, since timestamptz) RETURNS SETOF jsonb
  LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT booking_calendar_facts(b.id) FROM bookings b
  WHERE b.account_id = account AND b.status IN ('confirmed', 'attended') AND upper(b.during) > since
  ORDER BY lower(b.during), b.id LIMIT 500 $$`;

// Whoever has the address may read, and nobody is signed in: with the owner's rights, and by the hash of its secret alone.
// What else a person has to attend joins by a function of its own and a line here.
const ENTRIES = `CREATE FUNCTION calendar_entries(hash bytea, since timestamptz) RETURNS TABLE (language text, entries jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT account.language, coalesce((SELECT jsonb_agg(entry ORDER BY entry ->> 'start', entry ->> 'uid') FROM (
      SELECT booking_calendar_entries(account.id, since) AS entry) AS sources), '[]')
  FROM calendar_subscriptions subscription JOIN accounts account ON account.id = subscription.account_id
  WHERE subscription.token_hash = hash AND account.disabled_at IS NULL $$`;

const FORGOTTEN = [
  `CREATE FUNCTION forget_calendar() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
   BEGIN
     DELETE FROM calendar_subscriptions WHERE account_id = NEW.id;
     RETURN NULL;
   END $$`,
  'REVOKE EXECUTE ON FUNCTION forget_calendar() FROM PUBLIC',
  `CREATE TRIGGER accounts_forget_calendar AFTER UPDATE OF erased_at ON accounts
   FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION forget_calendar()`,
];
