interface KindSettings {
  /** Where the reader can act on it, in the web client; `:name` is taken from the notice's ids. Absent: a secret link. */
  readonly path?: string;
  /** Who has no account, or must prove his address first, has no list to read it in. */
  readonly mailOnly?: boolean;
}

/** Everything the portal tells people, by mail and in their list. The names stand in the database: they never change. */
export const KINDS = {
  'account.verification': { mailOnly: true },
  'account.already_registered': { mailOnly: true, path: '/sign-in' },
  'account.reset': { mailOnly: true },
  'account.locked': { mailOnly: true },
  'member.invited': { mailOnly: true },
  'staff.invited': { mailOnly: true },
  'company.verified': { path: '/companies/:companyId' },
  'company.returned': { path: '/companies/:companyId' },
  'company.rejected': { path: '/companies/:companyId' },
  'company.suspended': { path: '/companies/:companyId' },
  'company.reinstated': { path: '/companies/:companyId' },
  'company.withdrawn': { path: '/companies/:companyId' },
  'company.checks_expiring': { path: '/companies/:companyId' },
  'company.renewal_opened': { path: '/companies/:companyId' },
  'company.renewal_returned': { path: '/companies/:companyId' },
  'company.renewed': { path: '/companies/:companyId' },
  'demand.published': { path: '/demands/:demandId' },
  'demand.returned': { path: '/demands/:demandId' },
  'demand.rejected': { path: '/demands/:demandId' },
  'demand.amendment_refused': { path: '/demands/:demandId' },
  'demand.closed': { path: '/demands/:demandId' },
  'demand.taken_down': { path: '/demands/:demandId' },
  'demand.expired': { path: '/demands/:demandId' },
  'question.asked': { path: '/demands/:demandId' },
  'question.answered': { path: '/demands/:demandId' },
  'eoi.received': { path: '/eois/:eoiId' },
  'eoi.answer_due': { path: '/eois/:eoiId' },
  'eoi.accepted': { path: '/eois/:eoiId' },
  'eoi.declined': { path: '/eois/:eoiId' },
  'eoi.lapsed': { path: '/eois/:eoiId' },
  'eoi.to_reconfirm': { path: '/eois/:eoiId' },
  'eoi.reconfirmed': { path: '/eois/:eoiId' },
  'eoi.withdrawn': { path: '/eois/:eoiId' },
  'booking.confirmed': { path: '/bookings/:bookingId' },
  'booking.waitlisted': { path: '/bookings/:bookingId' },
  'booking.offered': { path: '/bookings/:bookingId' },
  'booking.declined': { path: '/bookings/:bookingId' },
  'booking.lapsed': { path: '/bookings/:bookingId' },
  'booking.cancelled': { path: '/bookings/:bookingId' },
  'booking.moved': { path: '/bookings/:bookingId' },
  'booking.changed': { path: '/bookings/:bookingId' },
  'booking.roadshow_cancelled': { path: '/bookings/:bookingId' },
  'booking.handed_over': { path: '/bookings/:bookingId' },
  'booking.given_away': { path: '/bookings/:bookingId' },
  'booking.reminder_day': { path: '/bookings/:bookingId' },
  'booking.feedback_asked': { path: '/bookings/:bookingId/feedback' },
  'booking.reminder_hour': { path: '/bookings/:bookingId' },
  'meeting.reminder': { path: '/meetings/:meetingId' },
  'meeting.requested': { path: '/meetings/:meetingId' },
  'meeting.accepted': { path: '/meetings/:meetingId' },
  'meeting.declined': { path: '/meetings/:meetingId' },
  'meeting.lapsed': { path: '/meetings/:meetingId' },
  'meeting.cancelled': { path: '/meetings/:meetingId' },
  'meeting.scheduled': { path: '/meetings/:meetingId' },
  'meeting.moved': { path: '/meetings/:meetingId' },
  'meeting.unscheduled': { path: '/meetings/:meetingId' },
  'pitch.accepted': { path: '/pitches/:pitchId' },
  'pitch.returned': { path: '/pitches/:pitchId' },
  'pitch.rejected': { path: '/pitches/:pitchId' },
  'pitch.cancelled': { path: '/pitches/:pitchId' },
  'pitch.placed': { path: '/pitches/:pitchId' },
  'pitch.slides_asked': { path: '/pitches/:pitchId' },
  'pitch.slides_due': { path: '/pitches/:pitchId' },
  'pitch.slides_overdue': { path: '/pitches/:pitchId' },
  'match.found': { path: '/companies/:companyId/matches' },
  'saved_search.found': { path: '/saved-searches/:savedSearchId' },
  'review.overdue': { path: '/staff/review-cases/:reviewCaseId' },
} as const satisfies Record<string, KindSettings>;

export type Kind = keyof typeof KINDS;

export const ALL_KINDS = Object.keys(KINDS) as Kind[];

export function settingsOf(kind: Kind): KindSettings {
  return KINDS[kind];
}
