import type { Statement } from '@shuqiao/platform';
import { SLOT_TIMES } from '../pitches/pitch.query';
import { PUBLIC_VIEW, ROOM_NAME, utc } from '../views.query';

/** {@link AgendaEntry} of a row `s`, as it is now. */
const ENTRY = `jsonb_build_object('sessionId', s.id, 'title', s.title, 'roomId', s.room_id, 'room', ${ROOM_NAME}, 'languages', s.languages,
  'interpretation', coalesce((SELECT jsonb_agg(pair ORDER BY pair) FROM (
     SELECT DISTINCT jsonb_build_array(one_language, other_language) AS pair FROM session_interpreters WHERE session_id = s.id) AS pairs), '[]'),
  'startsAt', ${utc('s.starts_at')}, 'endsAt', ${utc('s.ends_at')},
  'speakerIds', coalesce((SELECT jsonb_agg(id ORDER BY id) FROM session_speakers WHERE session_id = s.id AND removed_at IS NULL), '[]'),
  'pitches', coalesce((SELECT jsonb_agg(jsonb_build_object('pitchId', p.id, 'companyId', p.company_id, 'title', p.title, 'abstract', p.abstract,
     'languages', p.languages, ${SLOT_TIMES}) ORDER BY p.slot) FROM pitches p WHERE p.session_id = s.id), '[]'))`;

/** What there is to publish: the entries as they are now, and the published ones. ($1 roadshow) */
export const AGENDA_NOW: Statement = {
  name: 'agenda.now',
  text: `SELECT r.status, r.agenda_version AS version, r.online_link IS NOT NULL AS online,
           coalesce((SELECT jsonb_agg(${ENTRY} ORDER BY s.starts_at, s.id) FROM roadshow_sessions s
             WHERE s.roadshow_id = r.id AND s.cancelled_at IS NULL), '[]') AS entries,
           coalesce((SELECT entries FROM agenda_versions WHERE roadshow_id = r.id AND version = r.agenda_version), '[]') AS published
         FROM roadshows r WHERE r.id = $1`,
};

export const INSERT_VERSION: Statement = {
  name: 'agenda.insert-version',
  text: `INSERT INTO agenda_versions (roadshow_id, version, entries, changes, published_by, published_at) VALUES ($1, $2, $3, $4, $5, $6)`,
};

export const SET_VERSION: Statement = {
  name: 'agenda.set-version',
  text: 'UPDATE roadshows SET agenda_version = $2 WHERE id = $1',
};

/** {@link AgendaVersion} of a row `a`. */
const VERSION_VIEW = `jsonb_build_object('version', a.version, 'publishedAt', ${utc('a.published_at')}, 'changes', a.changes)`;

/** The newest first: ($1 roadshow, $2 below, $3 limit). */
export const LIST_VERSIONS: Statement = {
  name: 'agenda.list-versions',
  text: `SELECT a.version, ${VERSION_VIEW} AS view FROM agenda_versions a JOIN roadshows r ON r.id = a.roadshow_id AND r.status <> 'draft'
         WHERE a.roadshow_id = $1 AND ($2::integer IS NULL OR a.version < $2) ORDER BY a.version DESC LIMIT $3`,
};

export const ROADSHOW_SHOWN: Statement = {
  name: 'agenda.roadshow-shown',
  text: `SELECT FROM roadshows WHERE id = $1 AND status <> 'draft'`,
};

// Who speaks is read now: an erased account has no name any more, and a company that is suspended does not appear.
const SPEAKERS = `coalesce((SELECT jsonb_agg(jsonb_build_object('companyId', p.company_id, 'pitchId', p.pitch_id,
    'name', coalesce(p.guest_name, (SELECT jsonb_build_object('lang', 'und', 'text', display_name) FROM accounts WHERE id = p.account_id)),
    'organisation', coalesce(p.guest_organisation, c.name)) ORDER BY p.id)
  FROM session_speakers p LEFT JOIN LATERAL (
    SELECT jsonb_build_object('lang', legal_name_lang, 'text', legal_name) AS name FROM companies
    WHERE id = p.company_id AND status = 'verified') AS c ON true
  WHERE p.session_id = (entry ->> 'sessionId')::uuid AND entry -> 'speakerIds' ? p.id::text AND (p.company_id IS NULL OR c.name IS NOT NULL)
    AND (p.pitch_id IS NULL OR p.pitch_id = ANY (standing.pitches))), '[]')`;

// A pitch that was withdrawn since, or taken out of the agenda, is shown no longer, in whichever version.
const STANDING = 'CROSS JOIN LATERAL (SELECT standing_pitches(r.id) AS pitches) AS standing';
const PITCHES = `coalesce((SELECT jsonb_agg(jsonb_build_object('id', pitch -> 'pitchId', 'companyId', pitch -> 'companyId',
    'company', (SELECT jsonb_build_object('lang', legal_name_lang, 'text', legal_name) FROM companies WHERE id = (pitch ->> 'companyId')::uuid),
    'title', pitch -> 'title', 'abstract', pitch -> 'abstract', 'languages', pitch -> 'languages',
    'startsAt', pitch -> 'startsAt', 'endsAt', pitch -> 'endsAt') ORDER BY pitch ->> 'startsAt')
  FROM jsonb_array_elements(coalesce(entry -> 'pitches', '[]')) AS published (pitch)
  WHERE (pitch ->> 'pitchId')::uuid = ANY (standing.pitches)), '[]')`;

/** An entry as it was published. */
const PUBLISHED = `jsonb_build_object('id', entry -> 'sessionId', 'title', entry -> 'title', 'room', entry -> 'room',
  'languages', entry -> 'languages', 'interpretation', entry -> 'interpretation', 'startsAt', entry -> 'startsAt', 'endsAt', entry -> 'endsAt',
  'speakers', ${SPEAKERS}, 'pitches', ${PITCHES})`;

const ENTRIES = 'jsonb_array_elements(a.entries) WITH ORDINALITY AS listed (entry, place)';

/** One version whole: ($1 roadshow, $2 version). */
export const FIND_VERSION: Statement = {
  name: 'agenda.find-version',
  text: `SELECT ${VERSION_VIEW} || jsonb_build_object('sessions', coalesce((SELECT jsonb_agg(${PUBLISHED} ORDER BY place) FROM ${ENTRIES}), '[]')) AS view
         FROM agenda_versions a JOIN roadshows r ON r.id = a.roadshow_id AND r.status <> 'draft' ${STANDING}
         WHERE a.roadshow_id = $1 AND a.version = $2`,
};

// What a published session has become since; the next version will say it.
const SINCE = `CASE WHEN s.cancelled_at IS NOT NULL THEN 'cancelled'
  WHEN ${utc('s.starts_at')} <> entry ->> 'startsAt' OR ${utc('s.ends_at')} <> entry ->> 'endsAt'
    OR s.room_id::text IS DISTINCT FROM entry ->> 'roomId' THEN 'changed' ELSE 'unchanged' END`;

// Counts of seats are those of now, whatever version says the rest.
const LIVE = `jsonb_build_object('since', ${SINCE}, 'capacity', s.capacity, 'onlineSeats', s.online_seats,
  'freeSeats', CASE s.waiting WHEN 0 THEN s.capacity - s.seats_taken ELSE 0 END, 'waiting', s.waiting,
  'requiresApproval', s.requires_approval, 'delegatesPerCompany', s.delegates_per_company,
  'waitlistRules', s.waitlist_rules)`;

/** A roadshow with its published agenda: ($1 roadshow). */
export const FIND_PUBLISHED: Statement = {
  name: 'agenda.find-published',
  text: `SELECT ${PUBLIC_VIEW} || jsonb_build_object('agendaVersion', a.version, 'agendaPublishedAt', ${utc('a.published_at')},
           'sessions', coalesce((SELECT jsonb_agg(${PUBLISHED} || ${LIVE} ORDER BY place)
             FROM ${ENTRIES} JOIN roadshow_sessions s ON s.id = (entry ->> 'sessionId')::uuid), '[]')) AS view
         FROM roadshows r LEFT JOIN agenda_versions a ON a.roadshow_id = r.id AND a.version = r.agenda_version ${STANDING}
         WHERE r.id = $1 AND r.status <> 'draft'`,
};

/**
 * What versions changed for a company: of the sessions in which it had a booking when the version came, or would have
 * had one if the session had not been cancelled. ($1 roadshow, $2 company, $3 below, $4 limit)
 */
export const CHANGES_FOR_COMPANY: Statement = {
  name: 'agenda.changes-for-company',
  text: `SELECT version, jsonb_build_object('version', version, 'publishedAt', ${utc('published_at')}, 'changes', mine) AS view
         FROM agenda_versions a CROSS JOIN LATERAL (
           SELECT jsonb_agg(change ORDER BY place) AS mine FROM jsonb_array_elements(a.changes) WITH ORDINALITY AS listed (change, place)
           WHERE EXISTS (SELECT FROM bookings b JOIN roadshow_sessions s ON s.id = b.session_id
             WHERE b.session_id = (change ->> 'sessionId')::uuid AND b.company_id = $2 AND b.created_at <= a.published_at
               AND (b.status NOT IN ('declined', 'lapsed', 'cancelled') OR (b.status = 'cancelled' AND s.cancelled_at IS NOT NULL)))) AS concerned
         WHERE a.roadshow_id = $1 AND mine IS NOT NULL AND ($3::integer IS NULL OR version < $3) ORDER BY version DESC LIMIT $4`,
};
