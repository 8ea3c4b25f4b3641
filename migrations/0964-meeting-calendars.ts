import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** One-to-one meetings in calendars: those that people subscribe to, and those that mails have put them into. */
export class MeetingCalendars1790000000964 implements MigrationInterface {
  name = 'MeetingCalendars1790000000964';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, SESSION_PLACE, MEETING_FACTS, MEETING_ENTRIES, ENTRIES, ...INVITATIONS);
    await protect(queryRunner, 'meeting_invitations', 'false');
    await run(
      queryRunner,
      'REVOKE ALL ON meeting_invitations FROM shuqiao_company',
      'REVOKE EXECUTE ON FUNCTION meeting_calendar_facts(uuid, uuid), meeting_calendar_entries(uuid, timestamptz) FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION meeting_calendar_facts(uuid, uuid) TO shuqiao_worker',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      ENTRIES.replace(' UNION ALL SELECT meeting_calendar_entries(account.id, since)', ''),
      'DROP FUNCTION meeting_calendar_entries, meeting_calendar_facts',
      'DROP TABLE meeting_invitations',
    );
  }
}

// A room stands in a venue since 0941; without one the session takes place online.
const SESSION_PLACE = `CREATE OR REPLACE FUNCTION session_place(session uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT CASE WHEN s.room_id IS NULL THEN '{"zh": "线上", "ru": "онлайн", "en": "online"}'::jsonb ELSE jsonb_build_object(
    'zh', concat_ws(' ', r.city ->> 'zh', venue.name ->> 'zh', room.name ->> 'zh'),
    'ru', concat_ws(', ', room.name ->> 'ru', venue.name ->> 'ru', r.city ->> 'ru'),
    'en', concat_ws(', ', room.name ->> 'en', venue.name ->> 'en', r.city ->> 'en')) END
  FROM roadshow_sessions s JOIN roadshows r ON r.id = s.roadshow_id
    LEFT JOIN venue_rooms room ON room.id = s.room_id LEFT JOIN venues venue ON venue.id = room.venue_id
  WHERE s.id = session $$`;

const utc = (time: string) => `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

// For one of the two sides; the time is that of the slot, or the one that an invitation still says. Versions only grow: so
// does their sum, which numbers what calendars are told.
const MEETING_FACTS = `CREATE FUNCTION meeting_calendar_facts(meeting uuid, company uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT jsonb_build_object('uid', 'meeting-' || m.id, 'sequence', m.version + d.version + r.version - 3,
    'start', ${utc('slot.starts_at')}, 'end', ${utc('slot.ends_at')}, 'zone', r.time_zone,
    'title', jsonb_build_object('zh', '一对一洽谈：' || other.legal_name, 'ru', 'Встреча: ' || other.legal_name, 'en', 'Meeting: ' || other.legal_name),
    'about', r.title, 'place', jsonb_build_object(
      'zh', concat_ws('，', day_place(d) ->> 'zh', m.table_number || '号桌'),
      'ru', concat_ws(', ', day_place(d) ->> 'ru', 'стол ' || m.table_number),
      'en', concat_ws(', ', day_place(d) ->> 'en', 'table ' || m.table_number)),
    'onlineLink', NULL, 'path', '/meetings/' || m.id, 'changedAt', ${utc('greatest(m.updated_at, d.updated_at, r.updated_at)')})
  FROM meetings m JOIN matchmaking_days d ON d.id = m.day_id JOIN roadshows r ON r.id = d.roadshow_id
    JOIN companies other ON other.id = CASE company WHEN m.first_company_id THEN m.second_company_id ELSE m.first_company_id END
    LEFT JOIN meeting_slots slot ON slot.day_id = m.day_id AND slot.number = m.slot
  WHERE m.id = meeting $$`;

const MEETING_ENTRIES = `CREATE FUNCTION meeting_calendar_entries(account uuid, since timestamptz) RETURNS SETOF jsonb
  LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT meeting_calendar_facts(m.id, CASE account WHEN m.first_delegate_id THEN m.first_company_id ELSE m.second_company_id END)
  FROM person_times busy JOIN meetings m ON m.id = busy.meeting_id
  WHERE busy.account_id = account AND upper(busy.during) > since ORDER BY lower(busy.during), m.id LIMIT 500 $$`;

const ENTRIES = `CREATE OR REPLACE FUNCTION calendar_entries(hash bytea, since timestamptz) RETURNS TABLE (language text, entries jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT account.language, coalesce((SELECT jsonb_agg(entry ORDER BY entry ->> 'start', entry ->> 'uid') FROM (
      SELECT booking_calendar_entries(account.id, since) AS entry UNION ALL SELECT meeting_calendar_entries(account.id, since)) AS sources), '[]')
  FROM calendar_subscriptions subscription JOIN accounts account ON account.id = subscription.account_id
  WHERE subscription.token_hash = hash AND account.disabled_at IS NULL $$`;

// Whose calendar has a meeting, and when it says that it is: who is not at the table any more has to be told.
const INVITATIONS = [
  `CREATE TABLE meeting_invitations (
     meeting_id uuid NOT NULL CONSTRAINT meeting_invitations_meeting_id_fkey REFERENCES meetings (id),
     account_id uuid NOT NULL CONSTRAINT meeting_invitations_account_id_fkey REFERENCES accounts (id),
     company_id uuid NOT NULL CONSTRAINT meeting_invitations_company_id_fkey REFERENCES companies (id),
     starts_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL,
     CONSTRAINT meeting_invitations_pkey PRIMARY KEY (meeting_id, account_id))`,
  'CREATE INDEX meeting_invitations_account_id_idx ON meeting_invitations (account_id)',
  'CREATE INDEX meeting_invitations_company_id_idx ON meeting_invitations (company_id)',
];
