import type { Statement } from '@shuqiao/platform';
import { utc } from '../views.query';
import { FEEDBACK_MARKS } from './feedback.types';

const ANSWERS = `'rating', f.rating, 'content', f.content, 'organisation', f.organisation, 'interpretation', f.interpretation,
    'wouldComeAgain', f.would_come_again, 'foundPartners', f.found_partners, 'comment', f.comment, 'updatedAt', ${utc('f.updated_at')}`;
const VIEW = `jsonb_build_object('bookingId', f.booking_id, ${ANSWERS}, 'createdAt', ${utc('f.created_at')}, 'version', f.version) AS view`;

/** ($1 booking, $2 session, $3 account, $4 now, then the answers) No row when there is one already. */
export const GIVE_FEEDBACK: Statement = {
  name: 'feedback.give',
  text: `INSERT INTO session_feedback AS f (booking_id, session_id, account_id, created_at, updated_at,
           rating, content, organisation, interpretation, would_come_again, found_partners, comment)
         VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (booking_id) DO NOTHING RETURNING ${VIEW}`,
};

/** ($1 booking, $2 version, $3 now, then the answers) */
export const CHANGE_FEEDBACK: Statement = {
  name: 'feedback.change',
  text: `UPDATE session_feedback f SET updated_at = $3, rating = $4, content = $5, organisation = $6, interpretation = $7,
           would_come_again = $8, found_partners = $9, comment = $10, version = version + 1
         WHERE booking_id = $1 AND version = $2 RETURNING ${VIEW}`,
};

export const FIND_FEEDBACK: Statement = {
  name: 'feedback.find',
  text: `SELECT ${VIEW} FROM session_feedback f WHERE booking_id = $1`,
};

/** Of a session, the newest bookings first: ($1 session, $2 the booking before, $3 how many). */
export const LIST_FEEDBACK: Statement = {
  name: 'feedback.list',
  text: `SELECT jsonb_build_object('bookingId', f.booking_id, 'companyId', b.company_id, ${ANSWERS}) AS view
         FROM session_feedback f JOIN bookings b ON b.id = f.booking_id
         WHERE f.session_id = $1 AND ($2::uuid IS NULL OR f.booking_id < $2) ORDER BY f.booking_id DESC LIMIT $3`,
};

const mark = (name: string) =>
  `'${name}', jsonb_build_object('average', round(avg(f.${name}), 2), 'answers', count(f.${name}))`;
const yes = (name: string, column: string) =>
  `'${name}', jsonb_build_object('yes', count(*) FILTER (WHERE f.${column}), 'answers', count(f.${column}))`;
const ratings = [1, 2, 3, 4, 5].map((rating) => `count(*) FILTER (WHERE f.rating = ${rating})`).join(', ');

/** A session has 5,000 seats at most, and no more answers: ($1 session). */
export const SUMMARISE_FEEDBACK: Statement = {
  name: 'feedback.summarise',
  text: `SELECT jsonb_build_object('sessionId', $1::uuid, ${FEEDBACK_MARKS.map(mark).join(', ')}, 'ratings', jsonb_build_array(${ratings}),
           ${yes('wouldComeAgain', 'would_come_again')}, ${yes('foundPartners', 'found_partners')},
           'attended', (SELECT count(*) FROM bookings WHERE session_id = $1 AND status = 'attended')) AS view
         FROM session_feedback f WHERE f.session_id = $1`,
};
