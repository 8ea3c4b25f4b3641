import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * The acts on bookings that must see past row-level security, since a firm's act decides about seats that others wait
 * for. Everything here happens under the session's row lock, taken first and held for one round trip.
 */
export class BookingActs1790000000601 implements MigrationInterface {
  name = 'BookingActs1790000000601';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      NEW_ID,
      RECORD_ACT,
      COUNT_SEATS,
      COUNT_TRIGGER,
      LOCK_SESSION,
      WAITLIST_POSITION,
      PLACE,
      SETTLE,
    );
    const ours = [
      'place_booking(uuid, uuid, uuid, uuid, timestamptz, uuid, text)',
      'settle_waitlist(uuid, timestamptz, text)',
      'lock_session(uuid)',
      'waitlist_position(uuid, bigint)',
    ];
    await run(queryRunner, `REVOKE EXECUTE ON FUNCTION ${ours.join(', ')} FROM PUBLIC`);
    await run(
      queryRunner,
      `GRANT EXECUTE ON FUNCTION ${ours.join(', ')} TO shuqiao_company, shuqiao_staff, shuqiao_worker`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      'DROP TRIGGER bookings_count ON bookings',
      'DROP FUNCTION settle_waitlist, place_booking, waitlist_position, lock_session, count_seats, record_booking_act, new_id',
    );
  }
}

// UUIDv7 (RFC 9562, 5.7): a random UUIDv4 with the milliseconds put in front and the version set from 4 to 7.
const NEW_ID = `CREATE FUNCTION new_id() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid $$`;

// The audit entry and the message of one act, for use inside the statement that does it.
export const RECORD_ACT = `CREATE FUNCTION record_booking_act(
    booking uuid, session uuid, company uuid, act text, actor_kind text, actor uuid, request text, details jsonb DEFAULT '{}')
  RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
  BEGIN
    INSERT INTO audit_entries (id, actor_kind, account_id, action, subject_type, subject_id, company_id, details, request_id)
    VALUES (new_id(), actor_kind, actor, 'booking.' || act, 'booking', booking, company,
            details || jsonb_build_object('sessionId', session), request);
    PERFORM publish_outbox_message(new_id(), 'booking.' || act || '.v1',
      jsonb_build_object('bookingId', booking, 'sessionId', session, 'companyId', company), request);
  END $$`;

// Keeps the counters of a session true to its bookings whatever changes them; a new booking is counted by place_booking.
export const COUNT_SEATS = `CREATE FUNCTION count_seats() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  BEGIN
    UPDATE roadshow_sessions session
    SET seats_taken = session.seats_taken + change.seats, waiting = session.waiting + change.waiting
    FROM (
      SELECT session_id, sum(seats)::integer AS seats, sum(waits)::integer AS waiting FROM (
        SELECT session_id, (status IN ('confirmed', 'offered', 'attended', 'no_show'))::integer AS seats, (status = 'waitlisted')::integer AS waits
        FROM rows_after
        UNION ALL
        SELECT session_id, -(status IN ('confirmed', 'offered', 'attended', 'no_show'))::integer, -(status = 'waitlisted')::integer
        FROM rows_before) AS moves
      GROUP BY session_id) AS change
    WHERE session.id = change.session_id AND (change.seats <> 0 OR change.waiting <> 0);
    RETURN NULL;
  END $$`;

const COUNT_TRIGGER = `CREATE TRIGGER bookings_count AFTER UPDATE ON bookings
  REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after FOR EACH STATEMENT EXECUTE FUNCTION count_seats()`;

// Whoever changes a booking locks the session first: one order for all, hence no deadlock within a session.
const LOCK_SESSION = `CREATE FUNCTION lock_session(session uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  BEGIN PERFORM FROM roadshow_sessions WHERE id = session FOR NO KEY UPDATE; END $$`;

// How many wait up to this number: others' bookings are counted, never shown.
const WAITLIST_POSITION = `CREATE FUNCTION waitlist_position(session uuid, number bigint)
  RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT count(*)::integer FROM bookings WHERE session_id = session AND status = 'waitlisted' AND queue_number <= number $$`;

// The seat or the place in the queue is taken by one statement on one row. Nobody overtakes: while somebody waits, a
// free seat is his. The limit per company is counted after it, under the lock, with a snapshot that sees every booking
// committed before. No row is returned when the session takes no bookings now.
export const PLACE = `CREATE FUNCTION place_booking(
    booking uuid, session uuid, company uuid, delegate uuid, at timestamptz, actor uuid, request text)
  RETURNS TABLE (placed bookings, place integer) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE taken roadshow_sessions;
  BEGIN
    IF (company = ANY (acting_companies())) IS NOT TRUE THEN
      RAISE EXCEPTION 'A booking is made by a member of its company' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE roadshow_sessions AS target
    SET last_queue_number = target.last_queue_number + 1,
        seats_taken = target.seats_taken
          + (NOT target.requires_approval AND target.waiting = 0 AND target.seats_taken < target.capacity)::integer,
        waiting = target.waiting
          + (NOT target.requires_approval AND NOT (target.waiting = 0 AND target.seats_taken < target.capacity))::integer
    WHERE target.id = session AND target.booking_window @> at AND target.starts_at > at
    RETURNING target.* INTO taken;
    IF NOT FOUND THEN RETURN; END IF;
    IF (SELECT count(*) FROM bookings other WHERE other.session_id = session AND other.company_id = company
        AND other.status NOT IN ('declined', 'lapsed', 'cancelled')) >= taken.delegates_per_company THEN
      RAISE EXCEPTION 'Too many delegates of one company' USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_company_limit';
    END IF;
    INSERT INTO bookings (id, roadshow_id, session_id, during, company_id, account_id, status, queue_number, created_by, created_at, updated_at)
    VALUES (booking, taken.roadshow_id, session, taken.during, company, delegate,
            CASE WHEN taken.requires_approval THEN 'requested' WHEN taken.waiting > 0 THEN 'waitlisted' ELSE 'confirmed' END,
            taken.last_queue_number, actor, at, at)
    RETURNING * INTO placed;
    PERFORM record_booking_act(booking, session, company, placed.status, 'account', actor, request);
    place := CASE placed.status WHEN 'waitlisted' THEN taken.waiting END;
    RETURN NEXT;
  END $$`;

// Lapses what is overdue and offers free seats in order, at most 100 steps at a time; the schedule comes back for the
// rest. What happens to others here is the system's act: the audit of one firm must not name somebody of another.
export const SETTLE = `CREATE FUNCTION settle_waitlist(session uuid, at timestamptz, request text)
  RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE held roadshow_sessions; mover bookings; deadline timestamptz; steps integer := 0;
  BEGIN
    SELECT * INTO held FROM roadshow_sessions WHERE id = session FOR NO KEY UPDATE;
    FOR mover IN
      UPDATE bookings SET status = 'lapsed', version = version + 1, updated_at = at,
        status_reason = CASE WHEN status = 'offered' THEN 'offer_expired' ELSE 'session_started' END
      WHERE id IN (
        SELECT overdue.id FROM bookings overdue WHERE overdue.session_id = session AND (
          (overdue.status = 'offered' AND overdue.offer_expires_at <= at)
          OR (overdue.status IN ('requested', 'waitlisted') AND held.starts_at <= at))
        ORDER BY overdue.queue_number LIMIT 100)
      RETURNING *
    LOOP
      steps := steps + 1;
      PERFORM record_booking_act(mover.id, session, mover.company_id, 'lapsed', 'system', NULL, request, jsonb_build_object('reason', mover.status_reason));
    END LOOP;
    deadline := least(at + interval '24 hours', held.starts_at - interval '1 hour');
    WHILE deadline > at AND steps < 100 LOOP
      SELECT waiter.* INTO mover FROM bookings waiter JOIN roadshow_sessions seats ON seats.id = waiter.session_id
      WHERE waiter.session_id = session AND waiter.status = 'waitlisted' AND seats.seats_taken < seats.capacity
      ORDER BY waiter.queue_number LIMIT 1;
      EXIT WHEN NOT FOUND;
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
    RETURN steps;
  END $$`;
