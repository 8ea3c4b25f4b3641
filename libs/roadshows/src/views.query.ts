/** RFC 3339 in UTC, as JavaScript writes it: JSON made by SQL and by the code look alike. */
export function utc(column: string): string {
  return `to_char((${column}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** {@link BookingDetail} of a row `b`, with its session `s` and roadshow `r`; `position` is SQL for the place in the queue. */
export function bookingView(position: string): string {
  return `jsonb_build_object('id', b.id, 'roadshowId', b.roadshow_id, 'sessionId', b.session_id, 'companyId', b.company_id,
    'delegateAccountId', b.account_id, 'status', b.status, 'reason', b.status_reason, 'remark', b.remark, 'position', ${position},
    'offerExpiresAt', CASE b.status WHEN 'offered' THEN ${utc('b.offer_expires_at')} END,
    'holdExpiresAt', CASE b.status WHEN 'held' THEN ${utc('b.hold_expires_at')} END,
    'checkedInAt', ${utc('b.checked_in_at')}, 'startsAt', ${utc('s.starts_at')}, 'endsAt', ${utc('s.ends_at')},
    'onlineLink', CASE WHEN b.status IN ('confirmed', 'attended') THEN r.online_link END,
    'createdAt', ${utc('b.created_at')}, 'version', b.version)`;
}

export const POSITION = `CASE b.status WHEN 'waitlisted' THEN waitlist_place(b.session_id, b.company_id, b.queue_number) END`;
export const BOOKING_JOINS = `JOIN roadshow_sessions s ON s.id = b.session_id JOIN roadshows r ON r.id = b.roadshow_id`;
/** {@link DeskBooking}; `metRules` is SQL for the rules that the company meets. */
export function deskView(position: string, metRules: string): string {
  return `${bookingView(position)} || jsonb_build_object('queueNumber', b.queue_number, 'metRules', ${metRules})`;
}
export const MET_RULES = `CASE b.status WHEN 'waitlisted' THEN met_waitlist_rules(
  s.waitlist_rules, waitlist_priority(s.waitlist_rules, b.roadshow_id, b.company_id)) END`;

/** The name of a session's room, of a row `s`. */
export const ROOM_NAME = '(SELECT name FROM venue_rooms WHERE id = s.room_id)';

/** {@link SessionDetail} of a row `s`. */
export const SESSION_VIEW = `jsonb_build_object('id', s.id, 'roadshowId', s.roadshow_id, 'title', s.title, 'roomId', s.room_id, 'roomName', ${ROOM_NAME},
  'languages', s.languages, 'startsAt', ${utc('s.starts_at')}, 'endsAt', ${utc('s.ends_at')}, 'capacity', s.capacity,
  'onlineSeats', s.online_seats, 'seatsTaken', s.seats_taken, 'waiting', s.waiting, 'requiresApproval', s.requires_approval,
  'delegatesPerCompany', s.delegates_per_company, 'waitlistRules', s.waitlist_rules, 'cancelledAt', ${utc('s.cancelled_at')},
  'version', s.version)`;

const PUBLIC_ROADSHOW = `'id', r.id, 'kind', r.kind, 'title', r.title, 'description', r.description,
  'city', coalesce((SELECT city FROM venues WHERE id = r.venue_id), r.city),
  'country', r.country, 'timeZone', r.time_zone, 'startsOn', r.starts_on, 'endsOn', r.ends_on,
  'registrationOpensAt', ${utc('r.registration_opens_at')}, 'registrationClosesAt', ${utc('r.registration_closes_at')},
  'bookingsPerCompany', r.bookings_per_company, 'status', r.status, 'cancellationReason', r.cancellation_reason,
  'agendaVersion', r.agenda_version`;

/** What everybody may read of a roadshow `r`: whether there is a link, not the link. */
export const PUBLIC_VIEW = `jsonb_build_object(${PUBLIC_ROADSHOW}, 'online', r.online_link IS NOT NULL,
  'venue', (SELECT jsonb_build_object('name', name, 'address', address) FROM venues WHERE id = r.venue_id))`;

/** {@link RoadshowDetail} of a row `r`. */
export const ROADSHOW_VIEW = `jsonb_build_object(${PUBLIC_ROADSHOW}, 'venueId', r.venue_id, 'onlineLink', r.online_link, 'version', r.version,
  'createdAt', ${utc('r.created_at')}, 'updatedAt', ${utc('r.updated_at')})`;
