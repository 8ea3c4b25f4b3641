import type { Statement } from '@shuqiao/platform';

/** Both take part, and nobody else decides about the two meanwhile. */
export const LOCK_PAIR: Statement = {
  name: 'meetings.lock-pair',
  text: 'SELECT lock_meeting_pair($1, $2, $3, false, $4)',
};

/** Staff forbade it, or one of the two refuses: which, is not told. ($1 day, $2 and $3 companies) */
export const IS_RULED_OUT: Statement = {
  name: 'meetings.is-ruled-out',
  text: `SELECT FROM (VALUES (least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid))) AS pair (one, other)
         WHERE EXISTS (SELECT FROM meeting_bans WHERE day_id = $1 AND first_company_id = one AND second_company_id = other)
           OR EXISTS (SELECT FROM meeting_wishes WHERE day_id = $1 AND wish = 'no'
             AND ((company_id = one AND counterpart_id = other) OR (company_id = other AND counterpart_id = one)))`,
};

const BAN = `jsonb_build_object('id', ban.id, 'dayId', ban.day_id, 'companyIds', jsonb_build_array(ban.first_company_id, ban.second_company_id),
  'reason', ban.reason)`;

/** No row when the two are ruled out already. */
export const INSERT_BAN: Statement = {
  name: 'meeting-bans.insert',
  text: `INSERT INTO meeting_bans AS ban (id, day_id, first_company_id, second_company_id, reason, created_by, created_at)
         VALUES ($1, $2, least($3::uuid, $4::uuid), greatest($3::uuid, $4::uuid), $5, $6, $7)
         ON CONFLICT DO NOTHING RETURNING ${BAN} AS view`,
};

export const LIST_BANS: Statement = {
  name: 'meeting-bans.list',
  text: `SELECT ${BAN} AS view FROM meeting_bans ban WHERE day_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
};

export const DELETE_BAN: Statement = {
  name: 'meeting-bans.delete',
  text: `DELETE FROM meeting_bans ban WHERE id = $1 RETURNING ${BAN} AS view`,
};

/** The living meeting of two companies, which a ban ends. */
export const LIVE_MEETING: Statement = {
  name: 'meeting-bans.live-meeting',
  text: `SELECT id FROM meetings WHERE day_id = $1 AND first_company_id = least($2::uuid, $3::uuid) AND second_company_id = greatest($2::uuid, $3::uuid)
           AND status IN ('requested', 'accepted', 'scheduled')`,
};
