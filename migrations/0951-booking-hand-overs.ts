import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RECORD_ACT as RECORD_ACT_BEFORE } from './0601-booking-acts';
import { run } from './support/tables';

/** A booking goes from one delegate to another of the same company. */
export class BookingHandOvers1790000000951 implements MigrationInterface {
  name = 'BookingHandOvers1790000000951';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `DROP FUNCTION ${RECORDED}`,
      RECORD_ACT,
      HAND_OVER,
      `REVOKE EXECUTE ON FUNCTION ${HANDED} FROM PUBLIC`,
      `GRANT EXECUTE ON FUNCTION ${HANDED} TO shuqiao_company`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `DROP FUNCTION ${HANDED}`,
      'DROP FUNCTION record_booking_act(uuid, uuid, uuid, text, text, uuid, text, jsonb, jsonb)',
      RECORD_ACT_BEFORE,
    );
  }
}

const RECORDED = 'record_booking_act(uuid, uuid, uuid, text, text, uuid, text, jsonb)';
const HANDED = 'hand_over_booking(uuid, timestamptz, text, uuid, text, uuid)';

// `ids` is what the message names besides the booking, its session and its company.
const RECORD_ACT = `CREATE FUNCTION record_booking_act(booking uuid, session uuid, company uuid, act text, actor_kind text, actor uuid,
    request text, details jsonb DEFAULT '{}', ids jsonb DEFAULT '{}')
  RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
  BEGIN
    INSERT INTO audit_entries (id, actor_kind, account_id, action, subject_type, subject_id, company_id, details, request_id)
    VALUES (new_id(), actor_kind, actor, 'booking.' || act, 'booking', booking, company,
            details || ids || jsonb_build_object('sessionId', session), request);
    PERFORM publish_outbox_message(new_id(), 'booking.' || act || '.v1',
      ids || jsonb_build_object('bookingId', booking, 'sessionId', session, 'companyId', company), request);
  END $$`;

// With the owner's rights, since a firm's role may change nothing of a booking but its state. The seat and the number in the
// queue stay; that the new delegate is free is what the constraints on bookings ask.
const HAND_OVER = `CREATE FUNCTION hand_over_booking(booking uuid, at timestamptz, actor_kind text, actor uuid, request text, delegate uuid)
  RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE moved bookings; giver uuid;
  BEGIN
    SELECT account_id INTO giver FROM bookings WHERE id = booking;
    UPDATE bookings SET account_id = delegate, version = version + 1, updated_at = at
    WHERE id = booking AND company_id = ANY (acting_companies()) AND account_id <> delegate AND lower(during) > at
      AND status IN ('requested', 'confirmed', 'waitlisted', 'offered')
      AND EXISTS (SELECT FROM memberships WHERE memberships.company_id = bookings.company_id AND memberships.account_id = delegate)
    RETURNING * INTO moved;
    IF NOT FOUND THEN RETURN; END IF;
    PERFORM record_booking_act(booking, moved.session_id, moved.company_id, 'handed_over', actor_kind, actor, request, '{}',
      jsonb_build_object('fromAccountId', giver, 'toAccountId', delegate));
    RETURN NEXT moved.status;
  END $$`;
