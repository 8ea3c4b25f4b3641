import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protect, run } from './support/tables';

/** Roadshows, their sessions, and bookings with the constraints by which nothing is oversold and nobody is in two places. */
export class Roadshows1790000000600 implements MigrationInterface {
  name = 'Roadshows1790000000600';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, LOCALIZED, ...ROADSHOWS, ...SESSIONS, ...BOOKINGS);
    await protect(queryRunner, 'roadshows', 'false', `status <> 'draft'`);
    await protect(
      queryRunner,
      'roadshow_sessions',
      'false',
      `EXISTS (SELECT FROM roadshows WHERE roadshows.id = roadshow_id AND roadshows.status <> 'draft')`,
    );
    await protect(queryRunner, 'bookings', 'company_id = ANY (acting_companies())');
    // A firm's API changes the state of its own bookings and nothing else; seats are taken by place_booking alone.
    await run(
      queryRunner,
      'REVOKE INSERT, UPDATE, DELETE ON roadshows, roadshow_sessions, bookings FROM shuqiao_company',
      'GRANT UPDATE (status, status_reason, offer_expires_at, version, updated_at) ON bookings TO shuqiao_company',
      'REVOKE INSERT, DELETE ON bookings FROM shuqiao_staff, shuqiao_worker',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, 'DROP TABLE bookings, roadshow_sessions, roadshows', 'DROP FUNCTION is_localized');
  }
}

const LOCALIZED = `CREATE FUNCTION is_localized(value jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT jsonb_typeof(value) = 'object' AND value ?& ARRAY['zh', 'ru', 'en'] $$`;

const ROADSHOWS = [
  `CREATE TABLE roadshows (
     id uuid CONSTRAINT roadshows_pkey PRIMARY KEY,
     kind text NOT NULL CONSTRAINT roadshows_kind_check CHECK (kind IN ('project_roadshow', 'special_promotion', 'matchmaking_day')),
     title jsonb NOT NULL CONSTRAINT roadshows_title_check CHECK (is_localized(title)),
     description jsonb NOT NULL CONSTRAINT roadshows_description_check CHECK (is_localized(description)),
     venue jsonb CONSTRAINT roadshows_venue_check CHECK (is_localized(venue)),
     city jsonb NOT NULL CONSTRAINT roadshows_city_check CHECK (is_localized(city)),
     country text NOT NULL CONSTRAINT roadshows_country_fkey REFERENCES countries (code),
     time_zone text NOT NULL CONSTRAINT roadshows_time_zone_check CHECK (length(time_zone) BETWEEN 1 AND 64),
     starts_on date NOT NULL,
     ends_on date NOT NULL,
     registration_opens_at timestamptz NOT NULL,
     registration_closes_at timestamptz NOT NULL,
     online_link text,
     status text NOT NULL DEFAULT 'draft' CONSTRAINT roadshows_status_check
       CHECK (status IN ('draft', 'published', 'open', 'closed', 'finished', 'cancelled')),
     cancellation_reason jsonb CONSTRAINT roadshows_cancellation_reason_check CHECK (is_localized(cancellation_reason)),
     created_by uuid NOT NULL CONSTRAINT roadshows_created_by_fkey REFERENCES accounts (id),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT roadshows_dates_check CHECK (ends_on BETWEEN starts_on AND starts_on + 30),
     CONSTRAINT roadshows_registration_check CHECK (registration_closes_at > registration_opens_at),
     CONSTRAINT roadshows_place_check CHECK (venue IS NOT NULL OR online_link IS NOT NULL))`,
  `CREATE INDEX roadshows_starts_on_idx ON roadshows (starts_on, id) WHERE status <> 'draft'`,
  `CREATE INDEX roadshows_country_idx ON roadshows (country, starts_on, id) WHERE status <> 'draft'`,
];

// Most updates of a session move its counters only: with room on the page they touch no index.
const SESSIONS = [
  `CREATE TABLE roadshow_sessions (
     id uuid CONSTRAINT roadshow_sessions_pkey PRIMARY KEY,
     roadshow_id uuid NOT NULL CONSTRAINT roadshow_sessions_roadshow_id_fkey REFERENCES roadshows (id),
     title jsonb NOT NULL CONSTRAINT roadshow_sessions_title_check CHECK (is_localized(title)),
     room text NOT NULL,
     languages text[] NOT NULL CONSTRAINT roadshow_sessions_languages_check CHECK (cardinality(languages) BETWEEN 1 AND 10),
     starts_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL,
     during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
     booking_window tstzrange,
     capacity integer NOT NULL CONSTRAINT roadshow_sessions_capacity_check CHECK (capacity BETWEEN 1 AND 5000),
     seats_taken integer NOT NULL DEFAULT 0,
     waiting integer NOT NULL DEFAULT 0 CONSTRAINT roadshow_sessions_waiting_check CHECK (waiting >= 0),
     last_queue_number bigint NOT NULL DEFAULT 0,
     requires_approval boolean NOT NULL DEFAULT false,
     delegates_per_company integer NOT NULL DEFAULT 5
       CONSTRAINT roadshow_sessions_delegates_per_company_check CHECK (delegates_per_company BETWEEN 1 AND 100),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT roadshow_sessions_seats_taken_check CHECK (seats_taken BETWEEN 0 AND capacity),
     CONSTRAINT roadshow_sessions_time_check CHECK (ends_at > starts_at AND ends_at - starts_at <= interval '24 hours'),
     CONSTRAINT roadshow_sessions_id_during_key UNIQUE (id, during),
     CONSTRAINT roadshow_sessions_id_roadshow_id_key UNIQUE (id, roadshow_id),
     CONSTRAINT roadshow_sessions_room_excl EXCLUDE USING gist (roadshow_id WITH =, room WITH =, during WITH &&))
   WITH (fillfactor = 60)`,
  'CREATE INDEX roadshow_sessions_roadshow_id_idx ON roadshow_sessions (roadshow_id, starts_at, id)',
];

// `during` is the session's own: the foreign key copies a move of the session to its bookings and refuses anything else.
const BOOKINGS = [
  `CREATE TABLE bookings (
     id uuid CONSTRAINT bookings_pkey PRIMARY KEY,
     roadshow_id uuid NOT NULL,
     session_id uuid NOT NULL,
     during tstzrange NOT NULL,
     company_id uuid NOT NULL CONSTRAINT bookings_company_id_fkey REFERENCES companies (id),
     account_id uuid NOT NULL CONSTRAINT bookings_account_id_fkey REFERENCES accounts (id),
     status text NOT NULL CONSTRAINT bookings_status_check CHECK (status IN
       ('requested', 'confirmed', 'waitlisted', 'offered', 'declined', 'lapsed', 'cancelled', 'attended', 'no_show')),
     status_reason text CONSTRAINT bookings_status_reason_check CHECK (status_reason IN
       ('offer_expired', 'offer_refused', 'delegate_busy', 'session_started', 'roadshow_cancelled')),
     remark jsonb,
     queue_number bigint NOT NULL,
     offer_expires_at timestamptz,
     created_by uuid NOT NULL CONSTRAINT bookings_created_by_fkey REFERENCES accounts (id),
     version integer NOT NULL DEFAULT 1,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     CONSTRAINT bookings_session_id_roadshow_id_fkey FOREIGN KEY (session_id, roadshow_id) REFERENCES roadshow_sessions (id, roadshow_id),
     CONSTRAINT bookings_session_id_during_fkey FOREIGN KEY (session_id, during)
       REFERENCES roadshow_sessions (id, during) ON UPDATE CASCADE,
     CONSTRAINT bookings_offer_check CHECK (status <> 'offered' OR offer_expires_at IS NOT NULL),
     CONSTRAINT bookings_queue_number_key UNIQUE (session_id, queue_number))`,
  `CREATE UNIQUE INDEX bookings_session_delegate_key ON bookings (session_id, account_id)
   WHERE status NOT IN ('declined', 'lapsed', 'cancelled')`,
  // Made after the unique index and therefore checked after it: who books twice hears so, not that he is busy elsewhere.
  `ALTER TABLE bookings ADD CONSTRAINT bookings_delegate_excl EXCLUDE USING gist (account_id WITH =, during WITH &&)
   WHERE (status IN ('confirmed', 'offered'))`,
  `CREATE INDEX bookings_session_company_idx ON bookings (session_id, company_id)
   WHERE status NOT IN ('declined', 'lapsed', 'cancelled')`,
  `CREATE INDEX bookings_waitlist_idx ON bookings (session_id, queue_number) WHERE status = 'waitlisted'`,
  `CREATE INDEX bookings_offer_expires_at_idx ON bookings (offer_expires_at) WHERE status = 'offered'`,
  `CREATE INDEX bookings_requested_idx ON bookings (session_id) WHERE status = 'requested'`,
  'CREATE INDEX bookings_company_id_idx ON bookings (company_id, id)',
  'CREATE INDEX bookings_account_id_idx ON bookings (account_id)',
  'CREATE INDEX bookings_roadshow_id_idx ON bookings (roadshow_id)',
];
