import type { Statement } from '@shuqiao/platform';
import { time } from '../facts.query';
import { REACHABLE, RECEIVER } from '../receivers.query';

const FACTS = `json_strip_nulls(json_build_object('counterpart', other.legal_name, 'roadshowTitle', roadshow.title, 'place', day_place(day),
    'table', meeting.table_number, 'message', meeting.message ->> 'text',
    'when', CASE WHEN slot.starts_at IS NOT NULL THEN ${time('slot.starts_at')} END,
    'whenThere', CASE WHEN slot.starts_at IS NOT NULL THEN json_build_object('time', slot.starts_at, 'zone', roadshow.time_zone) END,
    'until', CASE WHEN meeting.expires_at IS NOT NULL THEN ${time('meeting.expires_at')} END)) AS facts`;

const JOINS = `JOIN matchmaking_days day ON day.id = meeting.day_id JOIN roadshows roadshow ON roadshow.id = day.roadshow_id
  LEFT JOIN meeting_slots slot ON slot.day_id = meeting.day_id AND slot.number = meeting.slot
  JOIN companies other ON other.id = CASE side.id WHEN meeting.first_company_id THEN meeting.second_company_id ELSE meeting.first_company_id END`;

// A company that has vetoed the other hears nothing of what the other asked for or took back.
const UNSUSPECTING = `NOT EXISTS (SELECT FROM meeting_wishes wish WHERE wish.day_id = meeting.day_id AND wish.company_id = side.id
  AND wish.counterpart_id = other.id AND wish.wish = 'no')`;

/**
 * Owners and editors of the companies that an act concerns: ($1 meeting, $2 the company that acted or null, $3 the side that
 * is told: `requester`, `asked` or `other`).
 */
export const MEETING_FOR_COMPANIES: Statement = {
  name: 'facts.meeting-for-companies',
  text: `SELECT side.id AS "companyId", meeting.status, ${FACTS}, ${RECEIVER} FROM meetings meeting
         CROSS JOIN LATERAL unnest(ARRAY[meeting.first_company_id, meeting.second_company_id]) AS side (id) ${JOINS}
         JOIN memberships membership ON membership.company_id = side.id AND membership.role IN ('owner', 'editor')
         JOIN accounts account ON account.id = membership.account_id AND ${REACHABLE}
         WHERE meeting.id = $1 AND ${UNSUSPECTING} AND CASE $3 WHEN 'requester' THEN side.id = meeting.requested_by
             WHEN 'asked' THEN side.id <> meeting.requested_by ELSE side.id IS DISTINCT FROM $2::uuid END
           AND NOT EXISTS (SELECT FROM meeting_invitations invited WHERE invited.meeting_id = meeting.id AND invited.account_id = account.id)
         ORDER BY side.id, account.id LIMIT 400`,
};

/** Who sits at the table of a scheduled meeting, and whoever a calendar still says it of: ($1 meeting). */
export const MEETING_FOR_DELEGATES: Statement = {
  name: 'facts.meeting-for-delegates',
  text: `SELECT side.id AS "companyId", meeting.status, there.account_id IS NOT NULL AS "isThere", ${FACTS}, ${RECEIVER},
           meeting_calendar_facts(meeting.id, side.id) AS calendar, invited.account_id IS NOT NULL AS "isInvited",
           invited.starts_at AS "saidStart", invited.ends_at AS "saidEnd"
         FROM meetings meeting
         CROSS JOIN LATERAL (
           SELECT account_id, company_id FROM (VALUES (meeting.first_delegate_id, meeting.first_company_id),
             (meeting.second_delegate_id, meeting.second_company_id)) AS seated (account_id, company_id)
           WHERE account_id IS NOT NULL AND meeting.status IN ('scheduled', 'held')
           UNION SELECT account_id, company_id FROM meeting_invitations WHERE meeting_id = meeting.id) AS person
         CROSS JOIN LATERAL (SELECT person.company_id AS id) AS side ${JOINS}
         LEFT JOIN LATERAL (SELECT person.account_id WHERE meeting.status IN ('scheduled', 'held')
           AND person.account_id IN (meeting.first_delegate_id, meeting.second_delegate_id)) AS there ON true
         LEFT JOIN meeting_invitations invited ON invited.meeting_id = meeting.id AND invited.account_id = person.account_id
         JOIN accounts account ON account.id = person.account_id AND ${REACHABLE}
         WHERE meeting.id = $1 ORDER BY account.id`,
};

/** ($1 meeting, $2 account, $3 company) */
export const INVITE: Statement = {
  name: 'meeting-invitations.put',
  text: `INSERT INTO meeting_invitations (meeting_id, account_id, company_id, starts_at, ends_at)
         SELECT meeting.id, $2, $3, slot.starts_at, slot.ends_at FROM meetings meeting
         JOIN meeting_slots slot ON slot.day_id = meeting.day_id AND slot.number = meeting.slot WHERE meeting.id = $1
         ON CONFLICT (meeting_id, account_id) DO UPDATE SET starts_at = excluded.starts_at, ends_at = excluded.ends_at`,
};

export const UNINVITE: Statement = {
  name: 'meeting-invitations.take-back',
  text: 'DELETE FROM meeting_invitations WHERE meeting_id = $1 AND account_id = $2',
};

/** The meetings of a delegate on a day, in the order of the slots: ($1 day, $2 account). */
export const MEETINGS_OF_DELEGATE: Statement = {
  name: 'facts.meetings-of-delegate',
  text: `SELECT meeting.id AS "meetingId", other.legal_name AS counterpart, roadshow.title AS "roadshowTitle", day_place(day) AS place,
           meeting.table_number AS "table", roadshow.time_zone AS zone, slot.starts_at AS "startsAt", ${RECEIVER}
         FROM meetings meeting JOIN matchmaking_days day ON day.id = meeting.day_id JOIN roadshows roadshow ON roadshow.id = day.roadshow_id
           JOIN meeting_slots slot ON slot.day_id = meeting.day_id AND slot.number = meeting.slot
           JOIN companies other ON other.id = CASE $2::uuid WHEN meeting.first_delegate_id THEN meeting.second_company_id ELSE meeting.first_company_id END
           JOIN accounts account ON account.id = $2 AND ${REACHABLE}
         WHERE meeting.day_id = $1 AND meeting.status = 'scheduled' AND $2 IN (meeting.first_delegate_id, meeting.second_delegate_id)
         ORDER BY meeting.slot LIMIT 31`,
};

export const LOCK_MEETING: Statement = {
  name: 'facts.lock-meeting',
  text: 'SELECT FROM meetings WHERE id = $1 FOR NO KEY UPDATE',
};
