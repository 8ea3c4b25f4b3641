export * from './agenda/agenda.errors';
export { Agenda } from './agenda/agenda.service';
export * from './agenda/agenda.types';
export { SessionCancellation } from './agenda/session-cancellation.service';
export { BookingDesk } from './booking-desk.service';
export { Bookings } from './bookings.service';
export {
  type CalendarFeed,
  type CalendarSubscription,
  CalendarSubscriptions,
  type NewCalendarSubscription,
} from './calendar/calendar-subscriptions.service';
export { CheckInCodes, CODE_FORMATS, type CodeFormat } from './check-in/check-in-codes.service';
export * from './check-in/check-in.types';
export { CheckIns } from './check-in/check-ins.service';
export { NoShows } from './check-in/no-shows.service';
export { CompanyBookings } from './company-bookings.service';
export { DelegateBookings } from './delegate-bookings.service';
export { Registration } from './registration.service';
export * from './feedback/feedback.types';
export { SessionFeedback } from './feedback/session-feedback.service';
export {
  ReminderPreferences,
  type ReminderSettings,
  type ReminderSettingsView,
} from './reminders/reminder-settings.service';
export { Reminders } from './reminders/reminders.service';
export { type CatalogueFilter, RoadshowCatalogue } from './roadshow-catalogue.service';
export { RoadshowSessions } from './roadshow-sessions.service';
export * from './matchmaking';
export * from './roadshow.errors';
export * from './roadshow.types';
export { RoadshowsModule } from './roadshows.module';
export { Roadshows } from './roadshows.service';
export { Waitlists } from './waitlists.service';
export { Interpreters } from './people/interpreters.service';
export * from './people/people.errors';
export * from './people/people.types';
export { SessionPeopleDesk } from './people/session-people.service';
export { PitchDecisions } from './pitches/pitch-decisions.service';
export { PitchDesk } from './pitches/pitch-desk.service';
export * from './pitches/pitch.errors';
export { SlidesOfPitches } from './pitches/pitch-slides.service';
export * from './pitches/pitch.types';
export { Pitches } from './pitches/pitches.service';
export * from './scheduler';
export { RoadshowCopies } from './series/copies.service';
export * from './series/series.errors';
export { RoadshowSeries } from './series/series.service';
export * from './series/series.types';
export * from './venues/venue.errors';
export * from './venues/venue.types';
export { Venues } from './venues/venues.service';
