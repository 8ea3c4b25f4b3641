import { Module } from '@nestjs/common';
import { MatchingModule } from '@shuqiao/matching';
import { ModerationModule } from '@shuqiao/moderation';
import { TaxonomyModule } from '@shuqiao/taxonomy';
import { Agenda } from './agenda/agenda.service';
import { SessionCancellation } from './agenda/session-cancellation.service';
import { BookingDesk } from './booking-desk.service';
import { Bookings } from './bookings.service';
import { CalendarSubscriptions } from './calendar/calendar-subscriptions.service';
import { CheckInCodes } from './check-in/check-in-codes.service';
import { CheckIns } from './check-in/check-ins.service';
import { NoShows } from './check-in/no-shows.service';
import { CompanyBookings } from './company-bookings.service';
import { DelegateBookings } from './delegate-bookings.service';
import { DayInterpreters } from './matchmaking/day-interpreters.service';
import { DepartedDelegates } from './matchmaking/departed-delegates.service';
import { MatchmakingCatalogue } from './matchmaking/matchmaking-catalogue.service';
import { MatchmakingDays } from './matchmaking/matchmaking-days.service';
import { MatchmakingFollowUp } from './matchmaking/matchmaking-follow-up.service';
import { MeetingBans } from './matchmaking/meeting-bans.service';
import { MeetingReminders } from './matchmaking/meeting-reminders.service';
import { MeetingDesk } from './matchmaking/meeting-desk.service';
import { MeetingWishes } from './matchmaking/meeting-wishes.service';
import { Meetings } from './matchmaking/meetings.service';
import { ParticipationDesk } from './matchmaking/participation-desk.service';
import { Participations } from './matchmaking/participations.service';
import { DayProblems } from './matchmaking/proposals/day-problems';
import { ProposalRuns } from './matchmaking/proposals/proposal-runs.service';
import { MeetingProposals } from './matchmaking/proposals/proposals.service';
import { MeetingSchedules } from './matchmaking/proposals/schedules.service';
import { Interpreters } from './people/interpreters.service';
import { SessionPeopleDesk } from './people/session-people.service';
import { PitchDecisions } from './pitches/pitch-decisions.service';
import { PitchDesk } from './pitches/pitch-desk.service';
import { PitchReferences } from './pitches/pitch-references';
import { SlidesOfPitches } from './pitches/pitch-slides.service';
import { Pitches } from './pitches/pitches.service';
import { Registration } from './registration.service';
import { SessionFeedback } from './feedback/session-feedback.service';
import { ReminderPreferences } from './reminders/reminder-settings.service';
import { Reminders } from './reminders/reminders.service';
import { RoadshowCatalogue } from './roadshow-catalogue.service';
import { RoadshowSessions } from './roadshow-sessions.service';
import { Roadshows } from './roadshows.service';
import { RoadshowCopies } from './series/copies.service';
import { RoadshowSeries } from './series/series.service';
import { Venues } from './venues/venues.service';
import { Waitlists } from './waitlists.service';

const SERVICES = [
  Agenda,
  SessionCancellation,
  Roadshows,
  RoadshowSessions,
  RoadshowCatalogue,
  Bookings,
  BookingDesk,
  DelegateBookings,
  CompanyBookings,
  Waitlists,
  Registration,
  MatchmakingDays,
  DayInterpreters,
  DepartedDelegates,
  MatchmakingCatalogue,
  MatchmakingFollowUp,
  Participations,
  ParticipationDesk,
  MeetingWishes,
  Meetings,
  MeetingDesk,
  MeetingReminders,
  MeetingBans,
  MeetingProposals,
  ProposalRuns,
  MeetingSchedules,
  Venues,
  RoadshowCopies,
  RoadshowSeries,
  Interpreters,
  SessionPeopleDesk,
  CalendarSubscriptions,
  ReminderPreferences,
  Reminders,
  CheckInCodes,
  CheckIns,
  NoShows,
  SessionFeedback,
  Pitches,
  PitchDesk,
  PitchDecisions,
  SlidesOfPitches,
];

@Module({
  imports: [TaxonomyModule, ModerationModule, MatchingModule],
  providers: [...SERVICES, DayProblems, PitchReferences],
  exports: SERVICES,
})
export class RoadshowsModule {}
