import type { MigrationInterface, QueryRunner } from 'typeorm';
import { run } from './support/tables';

/**
 * The acts about two companies. A firm's wish decides together with the other's, which row-level security hides from it:
 * hence functions with the owner's rights, which tell nobody what the other side wishes. Each locks the day and then
 * both participations in the order of their companies, so that two acts about one pair never decide side by side.
 */
export class MeetingActs1790000000961 implements MigrationInterface {
  name = 'MeetingActs1790000000961';

  async up(queryRunner: QueryRunner): Promise<void> {
    await run(queryRunner, RECORD, RECORD_ALL, LOCK_PAIR, LOCK_DAY, MAKE, SET_WISH, REQUEST, ANSWER, CANCEL, LEAVE);
    const ours = [
      'lock_matchmaking_day(uuid)',
      'set_meeting_wish(uuid, uuid, uuid, text, timestamptz, uuid, text)',
      'request_meeting(uuid, uuid, uuid, uuid, jsonb, timestamptz, uuid, text)',
      'answer_meeting(uuid, uuid, boolean, timestamptz, uuid, text)',
      'cancel_meeting(uuid, uuid, timestamptz, uuid, text)',
      'leave_matchmaking_day(uuid, timestamptz, text, uuid, text)',
    ];
    const inner = [
      'record_meeting_act(meetings, text, text, uuid, uuid, text, jsonb)',
      'record_meeting_acts(uuid[], text[], text, uuid, text)',
      'lock_meeting_pair(uuid, uuid, uuid, boolean, timestamptz)',
      'make_meeting(uuid, uuid, uuid, uuid, text, timestamptz)',
    ];
    await run(queryRunner, `REVOKE EXECUTE ON FUNCTION ${[...ours, ...inner].join(', ')} FROM PUBLIC`);
    await run(
      queryRunner,
      `GRANT EXECUTE ON FUNCTION ${ours.join(', ')} TO shuqiao_company, shuqiao_staff, shuqiao_worker`,
    );
    await run(queryRunner, `GRANT EXECUTE ON FUNCTION ${inner.join(', ')} TO shuqiao_staff, shuqiao_worker`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await run(
      queryRunner,
      `DROP FUNCTION leave_matchmaking_day, cancel_meeting, answer_meeting, request_meeting, set_meeting_wish, make_meeting, lock_matchmaking_day,
         lock_meeting_pair, record_meeting_acts, record_meeting_act`,
    );
  }
}

// The audit entry belongs to the company that acted. A request that its receiver has vetoed is announced to nobody.
const RECORD = `CREATE FUNCTION record_meeting_act(
    meeting meetings, act text, actor_kind text, actor uuid, company uuid, request text, details jsonb DEFAULT '{}')
  RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
  BEGIN
    INSERT INTO audit_entries (id, actor_kind, account_id, action, subject_type, subject_id, company_id, details, request_id)
    VALUES (new_id(), actor_kind, actor, 'meeting.' || act, 'meeting', meeting.id, company,
            details || jsonb_build_object('dayId', meeting.day_id), request);
    PERFORM publish_outbox_message(new_id(), 'meeting.' || act || '.v1',
      jsonb_build_object('meetingId', meeting.id, 'dayId', meeting.day_id, 'byCompanyId', company), request);
  END $$`;

// The same for the thousands of a schedule, by a few statements: a job queued at a time takes ten times as long.
const RECORD_ALL = `CREATE FUNCTION record_meeting_acts(ids uuid[], acts text[], actor_kind text, actor uuid, request text)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE messages jsonb;
  BEGIN
    INSERT INTO audit_entries (id, actor_kind, account_id, action, subject_type, subject_id, details, request_id)
    SELECT new_id(), actor_kind, actor, 'meeting.' || done.act, 'meeting', m.id, jsonb_build_object('dayId', m.day_id), request
    FROM unnest(ids, acts) AS done (id, act) JOIN meetings m ON m.id = done.id;
    WITH published AS (
      INSERT INTO outbox_messages (id, name, payload, request_id)
      SELECT new_id(), 'meeting.' || done.act || '.v1',
        jsonb_build_object('meetingId', m.id, 'dayId', m.day_id, 'byCompanyId', NULL), request
      FROM unnest(ids, acts) AS done (id, act) JOIN meetings m ON m.id = done.id RETURNING id)
    SELECT jsonb_agg(id) INTO messages FROM published;
    PERFORM graphile_worker.add_jobs(ARRAY(
      SELECT ('outbox.relay', json_build_object('id', id), NULL, NULL, NULL, NULL, NULL, NULL)::graphile_worker.job_spec
      FROM jsonb_array_elements_text(messages) AS id));
  END $$`;

// With `wishing` the day has to take wishes now. Both have to take part: what is missing is told by the constraint's name.
const LOCK_PAIR = `CREATE FUNCTION lock_meeting_pair(day uuid, one uuid, other uuid, wishing boolean, at timestamptz)
  RETURNS void LANGUAGE plpgsql SET search_path = public AS $$
  BEGIN
    PERFORM FROM matchmaking_days WHERE id = day AND ((status = 'open' AND (wishes_close_at > at OR NOT wishing))
      OR (status IN ('closed', 'released') AND NOT wishing)) FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'The day is not in a state for this' USING ERRCODE = 'check_violation', CONSTRAINT = 'matchmaking_days_open';
    END IF;
    PERFORM FROM meeting_participations WHERE day_id = day AND company_id IN (one, other) ORDER BY company_id FOR NO KEY UPDATE;
    IF (SELECT count(*) FROM meeting_participations WHERE day_id = day AND company_id IN (one, other) AND status = 'registered') <> 2 THEN
      RAISE EXCEPTION 'Both companies have to take part' USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_both_take_part';
    END IF;
  END $$`;

const LOCK_DAY = `CREATE FUNCTION lock_matchmaking_day(day uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  BEGIN PERFORM FROM matchmaking_days WHERE id = day FOR SHARE; END $$`;

// The meeting that mutual interest makes: the living one is accepted, or a new one begins accepted.
const MAKE = `CREATE FUNCTION make_meeting(meeting uuid, day uuid, one uuid, other uuid, origin text, at timestamptz)
  RETURNS meetings LANGUAGE plpgsql SET search_path = public AS $$
  DECLARE made meetings;
  BEGIN
    UPDATE meetings SET status = 'accepted', expires_at = NULL, version = version + 1, updated_at = at
    WHERE day_id = day AND first_company_id = least(one, other) AND second_company_id = greatest(one, other) AND status = 'requested'
    RETURNING * INTO made;
    IF NOT FOUND THEN
      INSERT INTO meetings (id, day_id, first_company_id, second_company_id, origin, status, created_at, updated_at)
      VALUES (meeting, day, least(one, other), greatest(one, other), origin, 'accepted', at, at)
      ON CONFLICT (day_id, first_company_id, second_company_id) WHERE status IN ('requested', 'accepted', 'scheduled', 'held', 'no_show')
      DO NOTHING RETURNING * INTO made;
    END IF;
    RETURN made;
  END $$`;

const REQUIRE_COMPANY = `IF (company = ANY (acting_companies())) IS NOT TRUE THEN
      RAISE EXCEPTION 'A member acts for his own company' USING ERRCODE = 'insufficient_privilege';
    END IF;`;

// Null as a wish takes it back. A *no* ends what was agreed and not yet scheduled, and one's own request; the request of
// the other stays as it is and lapses, so that he does not learn of the veto.
const SET_WISH = `CREATE FUNCTION set_meeting_wish(
    day uuid, company uuid, counterpart uuid, wanted text, at timestamptz, actor uuid, request text)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE theirs text; met meetings;
  BEGIN
    ${REQUIRE_COMPANY}
    PERFORM lock_meeting_pair(day, company, counterpart, true, at);
    IF wanted IS NULL THEN
      DELETE FROM meeting_wishes WHERE day_id = day AND company_id = company AND counterpart_id = counterpart;
      RETURN;
    END IF;
    INSERT INTO meeting_wishes (day_id, company_id, counterpart_id, wish, updated_at) VALUES (day, company, counterpart, wanted, at)
    ON CONFLICT (day_id, company_id, counterpart_id) DO UPDATE SET wish = wanted, updated_at = at;
    SELECT wish INTO theirs FROM meeting_wishes WHERE day_id = day AND company_id = counterpart AND counterpart_id = company;
    IF wanted = 'no' THEN
      FOR met IN
        UPDATE meetings SET status = 'cancelled', status_reason = 'by_company', expires_at = NULL, version = version + 1, updated_at = at
        WHERE day_id = day AND first_company_id = least(company, counterpart) AND second_company_id = greatest(company, counterpart)
          AND (status = 'accepted' OR (status = 'requested' AND requested_by = company))
        RETURNING *
      LOOP
        PERFORM record_meeting_act(met, 'cancelled', 'account', actor, company, request);
      END LOOP;
    ELSIF theirs IN ('must_meet', 'would_meet') OR (theirs IS NULL AND EXISTS (SELECT FROM meetings WHERE day_id = day
        AND first_company_id = least(company, counterpart) AND second_company_id = greatest(company, counterpart)
        AND status = 'requested' AND requested_by = counterpart)) THEN
      IF NOT EXISTS (SELECT FROM meeting_bans WHERE day_id = day
          AND first_company_id = least(company, counterpart) AND second_company_id = greatest(company, counterpart)) THEN
        met := make_meeting(new_id(), day, company, counterpart, 'mutual', at);
        IF met.id IS NOT NULL THEN PERFORM record_meeting_act(met, 'accepted', 'account', actor, company, request); END IF;
      END IF;
    END IF;
  END $$`;

// Asking is wishing: who is asked by a company that it wishes to meet as well has agreed already.
const REQUEST = `CREATE FUNCTION request_meeting(
    meeting uuid, day uuid, company uuid, counterpart uuid, message jsonb, at timestamptz, actor uuid, request text)
  RETURNS meetings LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE theirs text; limits matchmaking_days; made meetings;
  BEGIN
    ${REQUIRE_COMPANY}
    PERFORM lock_meeting_pair(day, company, counterpart, true, at);
    IF EXISTS (SELECT FROM meeting_bans WHERE day_id = day
        AND first_company_id = least(company, counterpart) AND second_company_id = greatest(company, counterpart)) THEN
      RAISE EXCEPTION 'The secretariat has ruled this meeting out' USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_banned';
    END IF;
    SELECT * INTO limits FROM matchmaking_days WHERE id = day;
    IF (SELECT count(*) FROM meetings asked WHERE asked.day_id = day AND asked.requested_by = company AND asked.status = 'requested')
        >= limits.requests_per_company OR (SELECT count(*) FROM meetings asked WHERE asked.day_id = day AND asked.requested_by = company
          AND counterpart IN (asked.first_company_id, asked.second_company_id)) >= 3 THEN
      RAISE EXCEPTION 'Too many open requests' USING ERRCODE = 'check_violation', CONSTRAINT = 'meetings_request_limit';
    END IF;
    INSERT INTO meeting_wishes (day_id, company_id, counterpart_id, wish, updated_at) VALUES (day, company, counterpart, 'must_meet', at)
    ON CONFLICT (day_id, company_id, counterpart_id) DO UPDATE SET wish = 'must_meet', updated_at = at WHERE meeting_wishes.wish = 'no';
    SELECT wish INTO theirs FROM meeting_wishes WHERE day_id = day AND company_id = counterpart AND counterpart_id = company;
    IF EXISTS (SELECT FROM meetings asked WHERE asked.day_id = day AND asked.requested_by = counterpart AND asked.status = 'requested'
        AND company IN (asked.first_company_id, asked.second_company_id)) THEN
      made := make_meeting(meeting, day, company, counterpart, 'request', at);
      PERFORM record_meeting_act(made, 'accepted', 'account', actor, company, request);
      RETURN made;
    END IF;
    INSERT INTO meetings (id, day_id, first_company_id, second_company_id, origin, requested_by, message, status, expires_at, created_at, updated_at)
    VALUES (meeting, day, least(company, counterpart), greatest(company, counterpart), 'request', company, message, 'requested',
            least(at + interval '3 days', limits.wishes_close_at), at, at)
    RETURNING * INTO made;
    IF theirs = 'no' THEN
      INSERT INTO audit_entries (id, actor_kind, account_id, action, subject_type, subject_id, company_id, details, request_id)
      VALUES (new_id(), 'account', actor, 'meeting.requested', 'meeting', meeting, company, jsonb_build_object('dayId', day), request);
    ELSE
      PERFORM record_meeting_act(made, 'requested', 'account', actor, company, request);
      IF theirs IS NOT NULL THEN
        made := make_meeting(meeting, day, company, counterpart, 'request', at);
        PERFORM record_meeting_act(made, 'accepted', 'account', actor, company, request);
      END IF;
    END IF;
    RETURN made;
  END $$`;

const LOCK_MEETING = `SELECT * INTO met FROM meetings WHERE id = meeting AND company IN (first_company_id, second_company_id);
    IF NOT FOUND THEN RETURN; END IF;`;

// No row when the meeting is not one to be answered by this company now.
const ANSWER = `CREATE FUNCTION answer_meeting(meeting uuid, company uuid, agrees boolean, at timestamptz, actor uuid, request text)
  RETURNS SETOF meetings LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE met meetings;
  BEGIN
    ${REQUIRE_COMPANY}
    ${LOCK_MEETING}
    PERFORM lock_meeting_pair(met.day_id, met.first_company_id, met.second_company_id, false, at);
    UPDATE meetings SET status = CASE WHEN agrees THEN 'accepted' ELSE 'declined' END, expires_at = NULL, version = version + 1, updated_at = at
    WHERE id = meeting AND status = 'requested' AND requested_by <> company AND expires_at > at
      AND NOT EXISTS (SELECT FROM meeting_bans ban WHERE agrees AND ban.day_id = met.day_id
        AND ban.first_company_id = met.first_company_id AND ban.second_company_id = met.second_company_id)
      AND NOT EXISTS (SELECT FROM meeting_wishes w WHERE agrees AND w.day_id = met.day_id AND w.company_id = company
        AND w.counterpart_id = met.requested_by AND w.wish = 'no')
    RETURNING * INTO met;
    IF NOT FOUND THEN RETURN; END IF;
    PERFORM record_meeting_act(met, met.status, 'account', actor, company, request);
    RETURN NEXT met;
  END $$`;

// A scheduled meeting keeps its slot as a memory of where it was: calendars have to be told what is over. The company's own wish
// ends with it: otherwise the other side would bring the meeting back by wishing once more, and could tell a veto by trying.
const CANCEL = `CREATE FUNCTION cancel_meeting(meeting uuid, company uuid, at timestamptz, actor uuid, request text)
  RETURNS SETOF meetings LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE met meetings;
  BEGIN
    ${REQUIRE_COMPANY}
    ${LOCK_MEETING}
    PERFORM lock_meeting_pair(met.day_id, met.first_company_id, met.second_company_id, false, at);
    UPDATE meetings SET status = 'cancelled', status_reason = 'by_company', expires_at = NULL, version = version + 1, updated_at = at
    WHERE id = meeting AND (status = 'accepted' OR (status = 'requested' AND requested_by = company)
      OR (status = 'scheduled' AND EXISTS (SELECT FROM meeting_slots s
        WHERE s.day_id = met.day_id AND s.number = meetings.slot AND s.starts_at > at)))
    RETURNING * INTO met;
    IF NOT FOUND THEN RETURN; END IF;
    DELETE FROM meeting_wishes WHERE day_id = met.day_id AND company_id = company AND wish <> 'no'
      AND counterpart_id IN (met.first_company_id, met.second_company_id);
    PERFORM record_meeting_act(met, 'cancelled', 'account', actor, company, request);
    RETURN NEXT met;
  END $$`;

// Whoever acts about the company's meetings holds its participation as well: one lock is enough here.
const LEAVE = `CREATE FUNCTION leave_matchmaking_day(participation uuid, at timestamptz, actor_kind text, actor uuid, request text)
  RETURNS SETOF meeting_participations LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
  DECLARE gone meeting_participations; met meetings;
  BEGIN
    PERFORM FROM matchmaking_days WHERE id = (SELECT day_id FROM meeting_participations WHERE id = participation) FOR SHARE;
    UPDATE meeting_participations SET status = 'withdrawn', version = version + 1, updated_at = at
    WHERE id = participation AND status = 'registered' AND (current_setting('role') <> 'shuqiao_company' OR company_id = ANY (acting_companies()))
    RETURNING * INTO gone;
    IF NOT FOUND THEN RETURN; END IF;
    DELETE FROM meeting_wishes WHERE day_id = gone.day_id AND company_id = gone.company_id AND wish <> 'no';
    FOR met IN
      UPDATE meetings SET status = 'cancelled', status_reason = 'company_left', expires_at = NULL, version = version + 1, updated_at = at
      WHERE day_id = gone.day_id AND gone.company_id IN (first_company_id, second_company_id)
        AND (status IN ('requested', 'accepted') OR (status = 'scheduled' AND EXISTS (SELECT FROM meeting_slots s
          WHERE s.day_id = gone.day_id AND s.number = meetings.slot AND s.starts_at > at)))
      RETURNING *
    LOOP
      PERFORM record_meeting_act(met, 'cancelled', actor_kind, actor, gone.company_id, request, '{"reason": "company_left"}');
    END LOOP;
    RETURN NEXT gone;
  END $$`;
