import type { Statement } from '@shuqiao/platform';

/** How an account's name is tagged: nobody said in which language it is. */
const NAME = `coalesce(p.guest_name, (SELECT jsonb_build_object('lang', 'und', 'text', display_name) FROM accounts WHERE id = p.account_id))`;
const ORGANISATION = `coalesce(p.guest_organisation,
  (SELECT jsonb_build_object('lang', legal_name_lang, 'text', legal_name) FROM companies WHERE id = p.company_id))`;

/** {@link SessionSpeaker} of a row `p`. */
const SPEAKER_VIEW = `jsonb_build_object('id', p.id, 'sessionId', p.session_id, 'accountId', p.account_id, 'companyId', p.company_id,
  'name', ${NAME}, 'organisation', ${ORGANISATION})`;

/** {@link SessionInterpreter} of a row `a` with its interpreter `i`. */
const INTERPRETER_VIEW = `jsonb_build_object('id', a.id, 'sessionId', a.session_id, 'interpreterId', a.interpreter_id, 'name', i.name,
  'languages', jsonb_build_array(a.one_language, a.other_language))`;

/** The session under its lock, if it can still be given people: ($1 session). */
export const LOCK_PLANNED: Statement = {
  name: 'session-people.lock-session',
  text: `SELECT s.id, (s.cancelled_at IS NULL AND r.status IN ('draft', 'published', 'open', 'closed')) AS planned, r.status,
           (SELECT count(*)::integer FROM session_speakers WHERE session_id = s.id AND removed_at IS NULL) AS speakers
         FROM roadshow_sessions s JOIN roadshows r ON r.id = s.roadshow_id WHERE s.id = $1 FOR NO KEY UPDATE OF s`,
};

/** Whether somebody may stand for a company: a member, while it is verified. The lock keeps a suspension from passing. */
export const STANDING: Statement = {
  name: 'session-people.standing',
  text: `SELECT status, EXISTS (SELECT FROM memberships WHERE company_id = companies.id AND account_id = $2) AS member
         FROM companies WHERE id = $1 FOR SHARE`,
};

export const INSERT_SPEAKER: Statement = {
  name: 'session-people.insert-speaker',
  text: `INSERT INTO session_speakers AS p (id, session_id, created_at, account_id, company_id, guest_name, guest_organisation)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${SPEAKER_VIEW} AS view`,
};

export const REMOVE_SPEAKER: Statement = {
  name: 'session-people.remove-speaker',
  text: 'UPDATE session_speakers SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL RETURNING session_id, company_id',
};

/** Somebody who has joined again stays. ($1 company, $2 account, $3 now) */
export const REMOVE_MEMBER: Statement = {
  name: 'session-people.remove-member',
  text: `UPDATE session_speakers SET removed_at = $3 WHERE id IN (
           SELECT p.id FROM session_speakers p JOIN roadshow_sessions s ON s.id = p.session_id
           WHERE p.account_id = $2 AND p.company_id = $1 AND p.removed_at IS NULL AND s.starts_at > $3
             AND NOT EXISTS (SELECT FROM memberships WHERE company_id = $1 AND account_id = $2)
           ORDER BY p.session_id LIMIT 1000)
         RETURNING id, session_id`,
};

export const INSERT_INTERPRETER: Statement = {
  name: 'session-people.insert-interpreter',
  text: `WITH a AS (
           INSERT INTO session_interpreters (id, session_id, created_at, interpreter_id, one_language, other_language)
           VALUES ($1, $2, $3, $4, $5, $6) RETURNING *)
         SELECT ${INTERPRETER_VIEW} AS view FROM a JOIN interpreters i ON i.id = a.interpreter_id`,
};

/** An interpreter's languages, under a lock that waits for a retirement or a change of them and holds one back. */
export const LANGUAGES_OF: Statement = {
  name: 'session-people.languages-of',
  text: `SELECT ARRAY(SELECT language FROM interpreter_languages WHERE interpreter_id = i.id) AS languages
         FROM interpreters i WHERE id = $1 AND retired_at IS NULL FOR SHARE`,
};

export const REMOVE_INTERPRETER: Statement = {
  name: 'session-people.remove-interpreter',
  text: 'DELETE FROM session_interpreters WHERE id = $1 RETURNING session_id, interpreter_id',
};

export const PEOPLE: Statement = {
  name: 'session-people.find',
  text: `SELECT jsonb_build_object(
           'speakers', coalesce((SELECT jsonb_agg(${SPEAKER_VIEW} ORDER BY p.id) FROM session_speakers p
             WHERE p.session_id = s.id AND p.removed_at IS NULL), '[]'),
           'interpreters', coalesce((SELECT jsonb_agg(${INTERPRETER_VIEW} ORDER BY a.id) FROM session_interpreters a
             JOIN interpreters i ON i.id = a.interpreter_id WHERE a.session_id = s.id), '[]')) AS view
         FROM roadshow_sessions s WHERE s.id = $1`,
};
