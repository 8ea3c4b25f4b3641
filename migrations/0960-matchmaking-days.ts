import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Days of one-to-one meetings: their slots, who takes part, who wishes to meet whom, and the meetings. */
export class MatchmakingDays1790000000960 implements MigrationInterface {
  name = 'MatchmakingDays1790000000960';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, ...DAYS, ...PARTICIPATIONS, ...WISHES, ...MEETINGS, DAY_PLACE, ATTENDS_DAY, ...LIMIT);
    await protect(queryRunner, 'matchmaking_days', 'false', `status <> 'draft' AND ${SHOWN_ROADSHOW}`);
    await protect(queryRunner, 'meeting_slots', 'false', 'EXISTS (SELECT FROM matchmaking_days WHERE id = day_id)');
    await protect(
      queryRunner,
      'meeting_participations',
      'company_id = ANY (acting_companies())',
      `status = 'registered' AND attends_day(day_id)`,
    );
    await protect(
      queryRunner,
      'meeting_delegates',
      'EXISTS (SELECT FROM meeting_participations p WHERE p.id = participation_id AND p.company_id = ANY (acting_companies()))',
    );
    await protect(queryRunner, 'meeting_wishes', 'company_id = ANY (acting_companies())');
    await protect(queryRunner, 'meeting_bans', 'false');
    await protect(queryRunner, 'meetings', '(ARRAY[first_company_id, second_company_id] && acting_companies())');
    await protect(queryRunner, 'meeting_precedences', 'false');
    await run(
      queryRunner,
      'REVOKE EXECUTE ON FUNCTION attends_day(uuid) FROM PUBLIC',
      'GRANT EXECUTE ON FUNCTION attends_day(uuid) TO shuqiao_company',
    );
    // What decides about two companies is done by the functions of the next migration alone.
    await run(
      queryRunner,
      `REVOKE INSERT, UPDATE, DELETE ON matchmaking_days, meeting_slots, meeting_wishes, meeting_bans, meetings, meeting_precedences
       FROM shuqiao_company`,
      'REVOKE DELETE ON meeting_participations FROM shuqiao_company',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP FUNCTION day_place',
      `DROP TABLE meeting_precedences, meetings, meeting_bans, meeting_wishes, meeting_delegates, meeting_participations,
         meeting_slots, matchmaking_days`,
      'DROP FUNCTION attends_day, limit_participants',
      'ALTER TABLE roadshows DROP CONSTRAINT roadshows_id_kind_key',
    );
  }
}

const SHOWN_ROADSHOW = `EXISTS (SELECT FROM roadshows WHERE roadshows.id = roadshow_id AND roadshows.status <> 'draft')`;

// The roadshow's kind stands in the day as well: a roadshow with such days cannot become one of another kind.
const DAYS = [
  'ALTER TABLE roadshows ADD CONSTRAINT roadshows_id_kind_key UNIQUE (id, kind)',
  `CREATE TABLE matchmaking_days (
     id uuid CONSTRAINT matchmaking_days_pkey PRIMARY KEY,
     roadshow_id uuid NOT NULL,
     roadshow_kind text NOT NULL DEFAULT 'matchmaking_day'
       CONSTRAINT matchmaking_days_roadshow_kind_check CHECK (roadshow_kind = 'matchmaking_day'),
     place jsonb CONSTRAINT matchmaking_days_place_check CHECK (is_localized(place)),
     room_id uuid,
     venue_id uuid,
     tables integer NOT NULL CONSTRAINT matchmaking_days_tables_check CHECK (tables BETWEEN 1 AND 1000),
     fairness integer CONSTRAINT matchmaking_days_fairness_check CHECK (fairness BETWEEN 0 AND 30),
     wishes_close_at timestamptz NOT NULL,
     requests_per_company integer NOT NULL DEFAULT 20
       CONSTRAINT matchmaking_days_requests_per_company_check CHECK (requests_per_company BETWEEN 1 AND 200),
     status text NOT NULL DEFAULT 'draft' CONSTRAINT matchmaking_days_status_check
       CHECK (status IN ('draft', 'open', 'closed', 'released', 'cancelled')),
     created_by uuid NOT NULL CONSTRAINT matchmaking_days_created_by_fkey REFERENCES accounts (id),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     CONSTRAINT matchmaking_days_where_check CHECK (num_nonnulls(place, room_id) = 1 AND (room_id IS NULL) = (venue_id IS NULL)),
     CONSTRAINT matchmaking_days_room_id_fkey FOREIGN KEY (room_id, venue_id) REFERENCES venue_rooms (id, venue_id),
     CONSTRAINT matchmaking_days_venue_id_fkey FOREIGN KEY (roadshow_id, venue_id) REFERENCES roadshows (id, venue_id),
     CONSTRAINT matchmaking_days_roadshow_fkey FOREIGN KEY (roadshow_id, roadshow_kind) REFERENCES roadshows (id, kind))`,
  'CREATE INDEX matchmaking_days_roadshow_id_idx ON matchmaking_days (roadshow_id, id)',
  'CREATE INDEX matchmaking_days_room_id_idx ON matchmaking_days (room_id) WHERE room_id IS NOT NULL',
  `CREATE INDEX matchmaking_days_wishes_close_at_idx ON matchmaking_days (wishes_close_at) WHERE status = 'open'`,
  `CREATE TABLE meeting_slots (
     day_id uuid NOT NULL CONSTRAINT meeting_slots_day_id_fkey REFERENCES matchmaking_days (id) ON DELETE CASCADE,
     number integer NOT NULL CONSTRAINT meeting_slots_number_check CHECK (number BETWEEN 1 AND 31),
     half text NOT NULL CONSTRAINT meeting_slots_half_check CHECK (half IN ('morning', 'afternoon')),
     starts_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL,
     during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
     CONSTRAINT meeting_slots_pkey PRIMARY KEY (day_id, number),
     CONSTRAINT meeting_slots_time_check CHECK (ends_at > starts_at),
     CONSTRAINT meeting_slots_during_excl EXCLUDE USING gist (day_id WITH =, during WITH &&) DEFERRABLE INITIALLY DEFERRED)`,
];

const PARTICIPATIONS = [
  `CREATE TABLE meeting_participations (
     id uuid CONSTRAINT meeting_participations_pkey PRIMARY KEY,
     day_id uuid NOT NULL CONSTRAINT meeting_participations_day_id_fkey REFERENCES matchmaking_days (id),
     company_id uuid NOT NULL CONSTRAINT meeting_participations_company_id_fkey REFERENCES companies (id),
     status text NOT NULL DEFAULT 'registered' CONSTRAINT meeting_participations_status_check CHECK (status IN ('registered', 'withdrawn')),
     parallel integer NOT NULL CONSTRAINT meeting_participations_parallel_check CHECK (parallel BETWEEN 1 AND 10),
     half text CONSTRAINT meeting_participations_half_check CHECK (half IN ('morning', 'afternoon')),
     unavailable integer[] NOT NULL CONSTRAINT meeting_participations_unavailable_check CHECK (cardinality(unavailable) <= 31),
     languages text[] NOT NULL CONSTRAINT meeting_participations_languages_check CHECK (cardinality(languages) BETWEEN 1 AND 10),
     created_by uuid NOT NULL CONSTRAINT meeting_participations_created_by_fkey REFERENCES accounts (id),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     CONSTRAINT meeting_participations_day_company_key UNIQUE (day_id, company_id))`,
  'CREATE INDEX meeting_participations_company_id_idx ON meeting_participations (company_id, id)',
  `CREATE TABLE meeting_delegates (
     participation_id uuid NOT NULL CONSTRAINT meeting_delegates_participation_id_fkey REFERENCES meeting_participations (id) ON DELETE CASCADE,
     account_id uuid NOT NULL CONSTRAINT meeting_delegates_account_id_fkey REFERENCES accounts (id),
     place integer NOT NULL CONSTRAINT meeting_delegates_place_check CHECK (place BETWEEN 1 AND 10),
     CONSTRAINT meeting_delegates_pkey PRIMARY KEY (participation_id, account_id),
     CONSTRAINT meeting_delegates_place_key UNIQUE (participation_id, place))`,
  'CREATE INDEX meeting_delegates_account_id_idx ON meeting_delegates (account_id)',
];

const PAIR_OF_PARTICIPATIONS = (table: string, first: string, second: string) => `
     CONSTRAINT ${table}_${first}_fkey FOREIGN KEY (day_id, ${first}) REFERENCES meeting_participations (day_id, company_id),
     CONSTRAINT ${table}_${second}_fkey FOREIGN KEY (day_id, ${second}) REFERENCES meeting_participations (day_id, company_id)`;

const WISHES = [
  `CREATE TABLE meeting_wishes (
     day_id uuid NOT NULL,
     company_id uuid NOT NULL,
     counterpart_id uuid NOT NULL CONSTRAINT meeting_wishes_pair_check CHECK (counterpart_id <> company_id),
     wish text NOT NULL CONSTRAINT meeting_wishes_wish_check CHECK (wish IN ('must_meet', 'would_meet', 'no')),
     updated_at timestamptz NOT NULL,
     CONSTRAINT meeting_wishes_pkey PRIMARY KEY (day_id, company_id, counterpart_id),
     ${PAIR_OF_PARTICIPATIONS('meeting_wishes', 'company_id', 'counterpart_id')})`,
  'CREATE INDEX meeting_wishes_counterpart_idx ON meeting_wishes (day_id, counterpart_id)',
  `CREATE TABLE meeting_bans (
     id uuid CONSTRAINT meeting_bans_pkey PRIMARY KEY,
     day_id uuid NOT NULL,
     first_company_id uuid NOT NULL,
     second_company_id uuid NOT NULL CONSTRAINT meeting_bans_pair_check CHECK (first_company_id < second_company_id),
     reason text NOT NULL,
     created_by uuid NOT NULL CONSTRAINT meeting_bans_created_by_fkey REFERENCES accounts (id),
     created_at timestamptz NOT NULL,
     CONSTRAINT meeting_bans_pair_key UNIQUE (day_id, first_company_id, second_company_id),
     ${PAIR_OF_PARTICIPATIONS('meeting_bans', 'first_company_id', 'second_company_id')})`,
];

// Two companies have one living meeting a day, and a table has one in a slot, whoever asks at the same time.
const MEETINGS = [
  `CREATE TABLE meetings (
     id uuid CONSTRAINT meetings_pkey PRIMARY KEY,
     day_id uuid NOT NULL CONSTRAINT meetings_day_id_fkey REFERENCES matchmaking_days (id),
     first_company_id uuid NOT NULL,
     second_company_id uuid NOT NULL CONSTRAINT meetings_pair_check CHECK (first_company_id < second_company_id),
     origin text NOT NULL CONSTRAINT meetings_origin_check CHECK (origin IN ('mutual', 'request', 'staff')),
     requested_by uuid CONSTRAINT meetings_requested_by_check CHECK (requested_by IN (first_company_id, second_company_id)),
     message jsonb,
     half text CONSTRAINT meetings_half_check CHECK (half IN ('morning', 'afternoon')),
     fixed_slot integer,
     weight integer CONSTRAINT meetings_weight_check CHECK (weight BETWEEN 1 AND 100),
     status text NOT NULL CONSTRAINT meetings_status_check CHECK (status IN
       ('requested', 'accepted', 'declined', 'lapsed', 'scheduled', 'held', 'no_show', 'cancelled')),
     status_reason text CONSTRAINT meetings_status_reason_check CHECK (status_reason IN
       ('by_company', 'by_centre', 'company_left', 'roadshow_cancelled', 'expired')),
     expires_at timestamptz,
     slot integer,
     table_number integer CONSTRAINT meetings_table_number_check CHECK (table_number BETWEEN 1 AND 1000),
     first_delegate_id uuid CONSTRAINT meetings_first_delegate_id_fkey REFERENCES accounts (id),
     second_delegate_id uuid CONSTRAINT meetings_second_delegate_id_fkey REFERENCES accounts (id),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     CONSTRAINT meetings_request_check CHECK (status <> 'requested' OR (requested_by IS NOT NULL AND expires_at IS NOT NULL)),
     CONSTRAINT meetings_place_check CHECK (CASE WHEN status IN ('scheduled', 'held', 'no_show') THEN slot IS NOT NULL AND table_number IS NOT NULL
       WHEN status = 'cancelled' THEN true ELSE slot IS NULL AND table_number IS NULL END),
     CONSTRAINT meetings_slot_fkey FOREIGN KEY (day_id, slot) REFERENCES meeting_slots (day_id, number),
     CONSTRAINT meetings_fixed_slot_fkey FOREIGN KEY (day_id, fixed_slot) REFERENCES meeting_slots (day_id, number),
     ${PAIR_OF_PARTICIPATIONS('meetings', 'first_company_id', 'second_company_id')})`,
  `CREATE UNIQUE INDEX meetings_pair_key ON meetings (day_id, first_company_id, second_company_id)
   WHERE status IN ('requested', 'accepted', 'scheduled', 'held', 'no_show')`,
  `CREATE UNIQUE INDEX meetings_table_key ON meetings (day_id, slot, table_number) WHERE status IN ('scheduled', 'held', 'no_show')`,
  'CREATE INDEX meetings_first_company_idx ON meetings (first_company_id, id)',
  'CREATE INDEX meetings_second_company_idx ON meetings (second_company_id, id)',
  'CREATE INDEX meetings_day_idx ON meetings (day_id, id)',
  'CREATE INDEX meetings_first_delegate_id_idx ON meetings (first_delegate_id) WHERE first_delegate_id IS NOT NULL',
  'CREATE INDEX meetings_second_delegate_id_idx ON meetings (second_delegate_id) WHERE second_delegate_id IS NOT NULL',
  `CREATE INDEX meetings_expires_at_idx ON meetings (expires_at) WHERE status = 'requested'`,
  `CREATE TABLE meeting_precedences (
     day_id uuid NOT NULL CONSTRAINT meeting_precedences_day_id_fkey REFERENCES matchmaking_days (id),
     before_id uuid NOT NULL CONSTRAINT meeting_precedences_before_id_fkey REFERENCES meetings (id),
     after_id uuid NOT NULL CONSTRAINT meeting_precedences_after_id_fkey REFERENCES meetings (id)
       CONSTRAINT meeting_precedences_pair_check CHECK (after_id <> before_id),
     CONSTRAINT meeting_precedences_pkey PRIMARY KEY (before_id, after_id))`,
  'CREATE INDEX meeting_precedences_after_id_idx ON meeting_precedences (after_id)',
  'CREATE INDEX meeting_precedences_day_id_idx ON meeting_precedences (day_id)',
];

// The one way in which a day's place is written.
const DAY_PLACE = `CREATE FUNCTION day_place(day matchmaking_days) RETURNS jsonb LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT coalesce(day.place, (SELECT jsonb_build_object('zh', concat_ws(' ', venue.name ->> 'zh', room.name ->> 'zh'),
    'ru', concat_ws(', ', room.name ->> 'ru', venue.name ->> 'ru'), 'en', concat_ws(', ', room.name ->> 'en', venue.name ->> 'en'))
    FROM venue_rooms room JOIN venues venue ON venue.id = room.venue_id WHERE room.id = day.room_id)) $$`;

// Past row-level security, since the policy that asks stands on the very table.
const ATTENDS_DAY = `CREATE FUNCTION attends_day(day uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (SELECT FROM meeting_participations
    WHERE day_id = day AND company_id = ANY (acting_companies()) AND status = 'registered') $$`;

// What the scheduler takes. One after the other, or many at once would get past it.
const LIMIT = [
  `CREATE FUNCTION limit_participants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
   BEGIN
     PERFORM pg_advisory_xact_lock(hashtextextended('participants:' || NEW.day_id, 0));
     IF (SELECT count(*) FROM meeting_participations WHERE day_id = NEW.day_id AND status = 'registered') > 2000 THEN
       RAISE EXCEPTION 'Too many participants' USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_participations_limit';
     END IF;
     RETURN NULL;
   END $$`,
  'REVOKE EXECUTE ON FUNCTION limit_participants() FROM PUBLIC',
  `CREATE TRIGGER meeting_participations_limit AFTER INSERT OR UPDATE OF status ON meeting_participations
   FOR EACH ROW WHEN (NEW.status = 'registered') EXECUTE FUNCTION limit_participants()`,
];
