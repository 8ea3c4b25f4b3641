import type { MigrationInterface, QueryRunner } from 'typeorm';
import { COUNT_SEATS, PLACE as PLACE_BEFORE, SETTLE as SETTLE_BEFORE } from './0601-booking-acts';
import { run } from './support/tables';

/** Seats that are held while a form is filled, limits per company and roadshow, and waitlists with an order set by staff. */
export class BookingRules1790000000950 implements MigrationInterface {
  name = 'BookingRules1790000000950';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      ...states([...STATES, 'held'], [...REASONS, 'hold_expired', 'hold_released']),
      ...occupying([...OCCUPYING, 'held']),
      ...COLUMNS,
      ...INDEXES,
      ...CONFIRMED,
      COUNT_SEATS.replace('CREATE', 'CREATE OR REPLACE').replaceAll(`'offered'`, `'offered', 'held'`),
      PRIORITY,
      MET_RULES,
      RANKS,
      PLACE_IN_WAITLIST,
      PLACE,
      PLACE_AS_BEFORE,
      SETTLE,
    );
    for (const ours of CALLED) {
      await run(
        queryRunner,
        `REVOKE EXECUTE ON FUNCTION ${ours} FROM PUBLIC`,
        `GRANT EXECUTE ON FUNCTION ${ours} TO shuqiao_company, shuqiao_staff, shuqiao_worker`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      // What is held cannot be said without the state: whoever holds a seat books it again.
      `UPDATE bookings SET status = 'lapsed', version = version + 1 WHERE status = 'held'`,
      `UPDATE bookings SET status_reason = NULL WHERE status_reason IN ('hold_expired', 'hold_released')`,
      `DROP FUNCTION place_booking(uuid, uuid, uuid, uuid, timestamptz, uuid, text, boolean)`,
      ...[PLACE_BEFORE, SETTLE_BEFORE, COUNT_SEATS].map((made) => made.replace('CREATE', 'CREATE OR REPLACE')),
      'DROP FUNCTION waitlist_place, waitlist_ranks, waitlist_priority, met_waitlist_rules',
      'DROP TRIGGER bookings_confirmed ON bookings',
      'DROP FUNCTION note_confirmation',
      'CREATE INDEX bookings_roadshow_id_idx ON bookings (roadshow_id)',
      'DROP INDEX bookings_roadshow_company_idx, bookings_attended_idx, bookings_held_idx, bookings_holds_idx',
      ...occupying(OCCUPYING),
      ...states(STATES, REASONS),
      'ALTER TABLE bookings DROP COLUMN hold_expires_at, DROP COLUMN confirmed_at',
      'ALTER TABLE roadshows DROP COLUMN bookings_per_company',
      'ALTER TABLE roadshow_sessions DROP COLUMN waitlist_rules',
    );
  }
}

const STATES = [
  'requested',
  'confirmed',
  'waitlisted',
  'offered',
  'declined',
  'lapsed',
  'cancelled',
  'attended',
  'no_show',
];
const REASONS = [
  'offer_expired',
  'offer_refused',
  'delegate_busy',
  'session_started',
  'roadshow_cancelled',
  'company_not_verified',
];
const OCCUPYING = ['confirmed', 'offered', 'attended'];

const listed = (values: readonly string[]) => `('${values.join(`', '`)}')`;

const states = (statuses: readonly string[], reasons: readonly string[]) => [
  'ALTER TABLE bookings DROP CONSTRAINT bookings_status_check, DROP CONSTRAINT bookings_status_reason_check',
  `ALTER TABLE bookings ADD CONSTRAINT bookings_status_check CHECK (status IN ${listed(statuses)}),
     ADD CONSTRAINT bookings_status_reason_check CHECK (status_reason IN ${listed(reasons)})`,
];

const occupying = (statuses: readonly string[]) => [
  `CREATE OR REPLACE FUNCTION occupies_delegate(status text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
   $$ SELECT status IN ${listed(statuses)} $$`,
];

const COLUMNS = [
  `ALTER TABLE bookings ADD COLUMN hold_expires_at timestamptz, ADD COLUMN confirmed_at timestamptz,
     ADD CONSTRAINT bookings_hold_check CHECK (status <> 'held' OR hold_expires_at IS NOT NULL)`,
  `UPDATE bookings SET confirmed_at = updated_at WHERE status IN ('confirmed', 'attended', 'no_show')`,
  `ALTER TABLE roadshows ADD COLUMN bookings_per_company integer
     CONSTRAINT roadshows_bookings_per_company_check CHECK (bookings_per_company BETWEEN 1 AND 1000)`,
  `ALTER TABLE roadshow_sessions ADD COLUMN waitlist_rules text[] NOT NULL DEFAULT '{}'
     CONSTRAINT roadshow_sessions_waitlist_rules_check CHECK (waitlist_rules <@ ARRAY['pitches', 'no_seat_yet', 'foreign_side', 'first_time'] AND cardinality(waitlist_rules) <= 10)`,
];

const INDEXES = [
  'DROP INDEX bookings_roadshow_id_idx',
  'CREATE INDEX bookings_roadshow_company_idx ON bookings (roadshow_id, company_id)',
  `CREATE INDEX bookings_attended_idx ON bookings (company_id, roadshow_id) WHERE status = 'attended'`,
  `CREATE INDEX bookings_held_idx ON bookings (session_id, hold_expires_at) WHERE status = 'held'`,
  'CREATE INDEX bookings_holds_idx ON bookings (session_id, company_id, created_at) WHERE hold_expires_at IS NOT NULL',
];

// Who had a seat stands in a calendar, and hears there that it is gone.
const CONFIRMED = [
  `CREATE FUNCTION note_confirmation() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
   BEGIN
     NEW.confirmed_at := NEW.updated_at;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER bookings_confirmed BEFORE INSERT OR UPDATE ON bookings
   FOR EACH ROW WHEN (NEW.status = 'confirmed' AND NEW.confirmed_at IS NULL) EXECUTE FUNCTION note_confirmation()`,
];

const CALLED = [
  'place_booking(uuid, uuid, uuid, uuid, timestamptz, uuid, text, boolean)',
  'waitlist_place(uuid, uuid, bigint)',
];

// When a company meets a rule; a rule is about the company, never about the delegate.
const MEETS: Readonly<Record<string, (roadshow: string, company: string) => string>> = {
  pitches: (roadshow, company) => `EXISTS (SELECT FROM pitches pitch WHERE pitch.roadshow_id = ${roadshow}
    AND pitch.company_id = ${company} AND pitch.status = 'accepted')`,
  no_seat_yet: (roadshow, company) => `NOT EXISTS (SELECT FROM bookings seat WHERE seat.roadshow_id = ${roadshow}
    AND seat.company_id = ${company} AND seat.status IN ('held', 'confirmed', 'offered', 'attended', 'no_show'))`,
  foreign_side: (_roadshow, company) =>
    `EXISTS (SELECT FROM companies abroad WHERE abroad.id = ${company} AND abroad.side = 'foreign')`,
  first_time: (roadshow, company) => `NOT EXISTS (SELECT FROM bookings past WHERE past.company_id = ${company}
    AND past.roadshow_id <> ${roadshow} AND past.status = 'attended')`,
};

// A bit for each rule, the first the highest: who meets it comes before who does not, whatever else they meet.
const priority = (rules: string, roadshow: string, company: string) =>
  Object.entries(MEETS)
    .map(
      ([rule, meets]) =>
        `CASE WHEN '${rule}' = ANY (${rules}) AND ${meets(roadshow, company)} THEN 1 << (cardinality(${rules}) - array_position(${rules}, '${rule}')) ELSE 0 END`,
    )
    .join('\n    + ');

const PRIORITY = `CREATE FUNCTION waitlist_priority(rules text[], roadshow uuid, company uuid)
  RETURNS integer LANGUAGE sql STABLE SET search_path = public AS $$ SELECT ${priority('rules', 'roadshow', 'company')} $$`;

// Which rules a priority is made of, in their order.
const MET_RULES = `CREATE FUNCTION met_waitlist_rules(rules text[], priority integer)
  RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = public AS $$
  SELECT coalesce(array_agg(asked.rule ORDER BY asked.place), '{}') FROM unnest(rules) WITH ORDINALITY AS asked (rule, place)
  WHERE priority & (1 << (cardinality(rules) - asked.place::integer)) <> 0 $$`;

// Everybody who waits, as he would be offered a seat now. Each company is looked at once, and all of them together.
const RANKS = `CREATE FUNCTION waitlist_ranks(session uuid) RETURNS TABLE (booking uuid, number bigint, priority integer)
  LANGUAGE plpgsql STABLE SET search_path = public AS $$
  DECLARE held roadshow_sessions;
  BEGIN
    SELECT * INTO held FROM roadshow_sessions WHERE id = session;
    RETURN QUERY SELECT waiter.id, waiter.queue_number, rank.priority
      FROM bookings waiter JOIN (
        SELECT waiting.company_id, ${priority('held.waitlist_rules', 'held.roadshow_id', 'waiting.company_id')} AS priority
        FROM (SELECT DISTINCT bookings.company_id FROM bookings WHERE session_id = session AND status = 'waitlisted') AS waiting
      ) AS rank ON rank.company_id = waiter.company_id
      WHERE waiter.session_id = session AND waiter.status = 'waitlisted';
  END $$`;

// How many would be offered a seat up to this one: others' bookings are counted, never shown.
const PLACE_IN_WAITLIST = `CREATE FUNCTION waitlist_place(session uuid, company uuid, number bigint)
  RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
  DECLARE held roadshow_sessions; mine integer;
  BEGIN
    SELECT * INTO held FROM roadshow_sessions WHERE id = session;
    IF held.waitlist_rules = '{}' THEN
      RETURN (SELECT count(*) FROM bookings WHERE session_id = session AND status = 'waitlisted' AND queue_number <= waitlist_place.number);
    END IF;
    mine := waitlist_priority(held.waitlist_rules, held.roadshow_id, company);
    RETURN (SELECT count(*) FROM waitlist_ranks(session) AS ranked
      WHERE ranked.priority > mine OR (ranked.priority = mine AND ranked.number <= waitlist_place.number));
  END $$`;

const FREE = 'target.waiting = 0 AND target.seats_taken < target.capacity';
const LIVE = `NOT IN ('declined', 'lapsed', 'cancelled')`;
const refuse = (message: string, constraint: string) =>
  `RAISE EXCEPTION '${message}' USING ERRCODE = 'check_violation', CONSTRAINT = '${constraint}';`;

// The seat or the place in the queue is taken by one statement on one row. Nobody overtakes: while somebody waits, a
// free seat is his, and cannot be held either. The limit per session is counted after it, under the lock, with a snapshot
// that sees every booking committed before. The limit over all sessions of a roadshow is counted under a lock of the
// company's own, always taken before the session's, so that two sessions cannot be booked past each other.
// No row is returned when the session takes no bookings now, or has no seat to hold.
const PLACE = `CREATE FUNCTION place_booking(
    booking uuid, session uuid, company uuid, delegate uuid, at timestamptz, actor uuid, request text, hold boolean)
  RETURNS TABLE (placed bookings, place integer) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE taken roadshow_sessions; event uuid; most integer;
  BEGIN
    IF (company = ANY (acting_companies())) IS NOT TRUE THEN
      RAISE EXCEPTION 'A booking is made by a member of its company' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT roadshows.id, roadshows.bookings_per_company INTO event, most
    FROM roadshow_sessions JOIN roadshows ON roadshows.id = roadshow_id WHERE roadshow_sessions.id = session;
    IF most IS NOT NULL THEN
      PERFORM pg_advisory_xact_lock(hashtextextended('bookings' || event || company, 0));
      IF (SELECT count(*) FROM bookings other WHERE other.roadshow_id = event AND other.company_id = company AND other.status ${LIVE}
          AND NOT (other.status = 'held' AND other.hold_expires_at <= at)) >= most THEN
        ${refuse('Too many bookings of one company', 'bookings_company_roadshow_limit')}
      END IF;
    END IF;
    IF EXISTS (SELECT FROM bookings WHERE session_id = session AND status = 'held' AND hold_expires_at <= at) THEN
      PERFORM settle_waitlist(session, at, request);
    END IF;
    UPDATE roadshow_sessions AS target
    SET last_queue_number = target.last_queue_number + 1,
        seats_taken = target.seats_taken + (NOT target.requires_approval AND ${FREE})::integer,
        waiting = target.waiting + (NOT target.requires_approval AND NOT (${FREE}))::integer
    WHERE target.id = session AND target.booking_window @> at AND target.starts_at > at
      AND (NOT hold OR (NOT target.requires_approval AND ${FREE}))
    RETURNING target.* INTO taken;
    IF NOT FOUND THEN RETURN; END IF;
    IF (SELECT count(*) FROM bookings other WHERE other.session_id = session AND other.company_id = company
        AND other.status ${LIVE}) >= taken.delegates_per_company THEN
      ${refuse('Too many delegates of one company', 'bookings_company_limit')}
    END IF;
    IF hold AND (SELECT count(*) >= 2 * taken.delegates_per_company OR count(*) FILTER (WHERE idle.account_id = delegate) >= 2
        FROM bookings idle WHERE idle.session_id = session AND idle.company_id = company AND idle.created_at > at - interval '24 hours'
          AND idle.hold_expires_at IS NOT NULL AND idle.status_reason IN ('hold_expired', 'hold_released')) THEN
      ${refuse('Too many holds that came to nothing', 'bookings_hold_limit')}
    END IF;
    INSERT INTO bookings (id, roadshow_id, session_id, during, company_id, account_id, status, queue_number, created_by, created_at, updated_at,
      hold_expires_at)
    VALUES (booking, taken.roadshow_id, session, taken.during, company, delegate,
            CASE WHEN hold THEN 'held' WHEN taken.requires_approval THEN 'requested' WHEN taken.waiting > 0 THEN 'waitlisted' ELSE 'confirmed' END,
            taken.last_queue_number, actor, at, at, CASE WHEN hold THEN least(at + interval '10 minutes', taken.starts_at) END)
    RETURNING * INTO placed;
    PERFORM record_booking_act(booking, session, company, placed.status, 'account', actor, request);
    place := CASE WHEN placed.status <> 'waitlisted' THEN NULL WHEN taken.waitlist_rules = '{}' THEN taken.waiting
      ELSE waitlist_place(session, company, placed.queue_number) END;
    RETURN NEXT;
  END $$`;

// For a program of the release before, until none is running.
const PLACE_AS_BEFORE = `CREATE OR REPLACE FUNCTION place_booking(
    booking uuid, session uuid, company uuid, delegate uuid, at timestamptz, actor uuid, request text)
  RETURNS TABLE (placed bookings, place integer) LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT * FROM place_booking(booking, session, company, delegate, at, actor, request, false) $$`;

// Lapses what is overdue and offers free seats in the order of the waitlist, at most 100 steps at a time; the schedule
// comes back for the rest. What happens to others here is the system's act: the audit of one firm must not name somebody
// of another.
const SETTLE = `CREATE OR REPLACE FUNCTION settle_waitlist(session uuid, at timestamptz, request text)
  RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE held roadshow_sessions; mover bookings; next record; deadline timestamptz; steps integer := 0; ranked_anew boolean := true;
  BEGIN
    SELECT * INTO held FROM roadshow_sessions WHERE id = session FOR NO KEY UPDATE;
    FOR mover IN
      UPDATE bookings SET status = 'lapsed', version = version + 1, updated_at = at,
        status_reason = CASE status WHEN 'offered' THEN 'offer_expired' WHEN 'held' THEN 'hold_expired' ELSE 'session_started' END
      WHERE id IN (
        SELECT overdue.id FROM bookings overdue WHERE overdue.session_id = session AND (
          (overdue.status = 'offered' AND overdue.offer_expires_at <= at)
          OR (overdue.status = 'held' AND overdue.hold_expires_at <= at)
          OR (overdue.status IN ('requested', 'waitlisted') AND held.starts_at <= at))
        ORDER BY overdue.queue_number LIMIT 100)
      RETURNING *
    LOOP
      steps := steps + 1;
      PERFORM record_booking_act(mover.id, session, mover.company_id, 'lapsed', 'system', NULL, request, jsonb_build_object('reason', mover.status_reason));
    END LOOP;
    deadline := least(at + interval '24 hours', held.starts_at - interval '1 hour');
    WHILE deadline > at AND steps < 100 AND ranked_anew LOOP
      ranked_anew := false;
      FOR next IN SELECT ranked.booking AS id, ranked.priority FROM waitlist_ranks(session) AS ranked
          WHERE EXISTS (SELECT FROM roadshow_sessions WHERE id = session AND waiting > 0 AND seats_taken < capacity)
          ORDER BY ranked.priority DESC, ranked.number LIMIT 100 LOOP
        EXIT WHEN steps = 100 OR NOT EXISTS (SELECT FROM roadshow_sessions WHERE id = session AND seats_taken < capacity);
        SELECT * INTO mover FROM bookings WHERE id = next.id;
        -- A seat just offered to a colleague costs the company its priority: who waits is ranked anew from here.
        ranked_anew := waitlist_priority(held.waitlist_rules, held.roadshow_id, mover.company_id) <> next.priority;
        EXIT WHEN ranked_anew;
        steps := steps + 1;
        BEGIN
          UPDATE bookings SET status = 'offered', offer_expires_at = deadline, version = version + 1, updated_at = at WHERE id = mover.id;
          PERFORM record_booking_act(mover.id, session, mover.company_id, 'offered', 'system', NULL, request);
        EXCEPTION WHEN exclusion_violation THEN
          -- By now the delegate has a seat elsewhere at that time: the offer passes him by.
          UPDATE bookings SET status = 'lapsed', status_reason = 'delegate_busy', version = version + 1, updated_at = at WHERE id = mover.id;
          PERFORM record_booking_act(mover.id, session, mover.company_id, 'lapsed', 'system', NULL, request, '{"reason": "delegate_busy"}');
        END;
      END LOOP;
    END LOOP;
    RETURN steps;
  END $$`;
