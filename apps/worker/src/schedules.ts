import { Injectable } from '@nestjs/common';
import { RenewalFollowUp } from '@shuqiao/companies';
import { DemandClosing, DemandList } from '@shuqiao/demands';
import { ReviewDesk } from '@shuqiao/moderation';
import { EoiFollowUp } from '@shuqiao/engagement';
import { IdentityHousekeeping } from '@shuqiao/identity';
import { ImportRuns } from '@shuqiao/imports';
import {
  Embeddings,
  Matching,
  MatchQualityDays,
  MatchRebuild,
  SavedSearchMatches,
  SearchIndex,
  UnknownTermWalk,
  TextFeatureStore,
} from '@shuqiao/matching';
import { Mails, MatchDigests, SavedSearchNotices } from '@shuqiao/notifications';
import { AuditChain, FileSweep, IdempotencyKeys } from '@shuqiao/platform';
import {
  MatchmakingFollowUp,
  MeetingReminders,
  NoShows,
  ProposalRuns,
  Registration,
  Reminders,
  SlidesOfPitches,
  Waitlists,
} from '@shuqiao/roadshows';
import { systemActor } from '@shuqiao/kernel';

/** Something done again and again; `cron` is in UTC. */
export interface Schedule {
  readonly name: string;
  readonly cron: string;
  /** Also done, beside the queue, when a worker starts. */
  readonly atStart?: true;
  /** One at a time, in all workers: a turn that comes while another runs waits for it, and two that wait are one. */
  readonly alone?: true;
  /** What takes long ends early, at a place where it can be taken up, when the signal says that the worker ends. */
  readonly run: (signal?: AbortSignal) => Promise<unknown>;
}

/** What happens by the clock: the one table of schedules. */
@Injectable()
export class Schedules {
  readonly all: readonly Schedule[];

  constructor(
    auditChain: AuditChain,
    fileSweep: FileSweep,
    identity: IdentityHousekeeping,
    idempotencyKeys: IdempotencyKeys,
    reviewDesk: ReviewDesk,
    renewals: RenewalFollowUp,
    demandClosing: DemandClosing,
    demandList: DemandList,
    matching: Matching,
    matchRebuild: MatchRebuild,
    matchQualityDays: MatchQualityDays,
    eois: EoiFollowUp,
    waitlists: Waitlists,
    registration: Registration,
    matchmaking: MatchmakingFollowUp,
    proposals: ProposalRuns,
    meetingReminders: MeetingReminders,
    pitchSlides: SlidesOfPitches,
    searchIndex: SearchIndex,
    mails: Mails,
    matchDigests: MatchDigests,
    savedSearches: SavedSearchMatches,
    savedSearchNotices: SavedSearchNotices,
    imports: ImportRuns,
    textFeatures: TextFeatureStore,
    unknownTerms: UnknownTermWalk,
    embeddings: Embeddings,
    reminders: Reminders,
    noShows: NoShows,
  ) {
    this.all = [
      { name: 'audit.seal', cron: '* * * * *', run: () => auditChain.seal(systemActor('schedule:audit.seal')) },
      { name: 'files.sweep', cron: '20 3 * * *', run: () => fileSweep.run(systemActor('schedule:files.sweep')) },
      {
        name: 'identity.purge',
        cron: '*/10 * * * *',
        run: () => identity.purge(systemActor('schedule:identity.purge')),
      },
      {
        name: 'idempotency.purge',
        cron: '40 * * * *',
        run: () => idempotencyKeys.purge(systemActor('schedule:idempotency.purge')),
      },
      {
        name: 'review.overdue',
        cron: '*/10 * * * *',
        run: () => reviewDesk.announceOverdue(systemActor('schedule:review.overdue')),
      },
      // Nine in the morning in Beijing.
      {
        name: 'company.announce-expiring',
        cron: '0 1 * * *',
        run: () => renewals.announceExpiring(systemActor('schedule:company.announce-expiring')),
      },
      {
        name: 'company.open-renewals',
        cron: '5 * * * *',
        run: () => renewals.openDue(systemActor('schedule:company.open-renewals')),
      },
      {
        name: 'company.lapse-renewals',
        cron: '15 * * * *',
        run: () => renewals.lapseOverdue(systemActor('schedule:company.lapse-renewals')),
      },
      {
        name: 'demand.expire',
        cron: '* * * * *',
        run: () => demandClosing.expire(systemActor('schedule:demand.expire')),
      },
      {
        name: 'demand.fold-counters',
        cron: '* * * * *',
        run: () => demandList.foldCounters(systemActor('schedule:demand.fold-counters')),
      },
      {
        name: 'matches.refill',
        cron: '* * * * *',
        run: () => matching.refill(systemActor('schedule:matches.refill')),
      },
      // An import whose job crashed too often, or whose worker ended, goes on.
      {
        name: 'imports.continue',
        cron: '* * * * *',
        run: (signal) => imports.continueAll(systemActor('schedule:imports.continue'), signal),
      },
      {
        name: 'matches.catch-up',
        cron: '* * * * *',
        run: (signal) => matchRebuild.goOn(systemActor('schedule:matches.catch-up'), { signal }),
      },
      // Not more often, for the same reason as the search index below.
      {
        name: 'matches.follow-edition',
        cron: '*/10 * * * *',
        atStart: true,
        run: (signal) => matchRebuild.follow(systemActor('schedule:matches.follow-edition'), { signal }),
      },
      // At night in most of the region.
      {
        name: 'matches.refresh-ageing',
        cron: '30 20 * * *',
        run: (signal) => matching.refreshAgeing(systemActor('schedule:matches.refresh-ageing'), signal),
      },
      {
        name: 'matches.count-quality',
        cron: '*/5 * * * *',
        run: () => matchQualityDays.fold(systemActor('schedule:matches.count-quality')),
      },
      {
        name: 'eois.lapse-overdue',
        cron: '*/15 * * * *',
        run: () => eois.lapseOverdue(systemActor('schedule:eois.lapse-overdue')),
      },
      {
        name: 'eois.remind-of-answers',
        cron: '*/15 * * * *',
        run: () => eois.remindOfAnswers(systemActor('schedule:eois.remind-of-answers')),
      },
      {
        name: 'waitlists.settle',
        cron: '* * * * *',
        run: () => waitlists.settleDue(systemActor('schedule:waitlists.settle')),
      },
      {
        name: 'roadshows.follow-windows',
        cron: '* * * * *',
        run: () => registration.followWindows(systemActor('schedule:roadshows.follow-windows')),
      },
      {
        name: 'matchmaking.follow-clock',
        cron: '* * * * *',
        run: () => matchmaking.followClock(systemActor('schedule:matchmaking.follow-clock')),
      },
      {
        name: 'meetings.remind',
        cron: '*/5 * * * *',
        run: () => meetingReminders.giveDue(systemActor('schedule:meetings.remind')),
      },
      // A proposal whose worker ended goes on.
      {
        name: 'meeting-proposals.continue',
        cron: '* * * * *',
        run: (signal) => proposals.continueAll(systemActor('schedule:meeting-proposals.continue'), signal),
      },
      {
        name: 'pitches.remind-of-slides',
        cron: '*/15 * * * *',
        run: () => pitchSlides.remind(systemActor('schedule:pitches.remind-of-slides')),
      },
      {
        name: 'search.catch-up',
        cron: '* * * * *',
        run: (signal) => searchIndex.catchUp(systemActor('schedule:search.catch-up'), { signal }),
      },
      // Not more often, since an old and a new release that run side by side take the index from each other.
      {
        name: 'search.follow-edition',
        cron: '*/10 * * * *',
        atStart: true,
        run: (signal) => searchIndex.follow(systemActor('schedule:search.follow-edition'), { signal }),
      },
      // Each receiver has an hour of his own, in a zone that may be off by quarters of an hour.
      {
        name: 'matches.tell',
        cron: '*/15 * * * *',
        run: (signal) => matchDigests.run(systemActor('schedule:matches.tell'), signal),
      },
      // What an event left untold, when a worker died in the middle.
      {
        name: 'saved-searches.tell-at-once',
        cron: '* * * * *',
        run: () => savedSearchNotices.tellAtOnce(systemActor('schedule:saved-searches.tell-at-once')),
      },
      // It is eight in the morning somewhere at every quarter of an hour.
      {
        name: 'saved-searches.tell-due',
        cron: '*/15 * * * *',
        run: () => savedSearchNotices.tellDue(systemActor('schedule:saved-searches.tell-due')),
      },
      {
        name: 'saved-searches.follow-edition',
        cron: '*/10 * * * *',
        run: () => savedSearches.followEdition(systemActor('schedule:saved-searches.follow-edition')),
      },
      // By the clock and not at once: a hundred texts are read at the price of one transaction, and nobody waits for it.
      {
        name: 'unknown-terms.read',
        cron: '* * * * *',
        run: (signal) => unknownTerms.goOn(systemActor('schedule:unknown-terms.read'), signal),
      },
      // Not more often, for the same reason as the search index above.
      {
        name: 'unknown-terms.follow-reading',
        cron: '*/10 * * * *',
        run: () => unknownTerms.takeOver(systemActor('schedule:unknown-terms.follow-reading')),
      },
      // What an event left to do because the endpoint failed, and everything when it has another model.
      ...(embeddings.isConfigured
        ? [
            {
              name: 'embeddings.catch-up',
              cron: '*/5 * * * *',
              alone: true as const,
              run: (signal?: AbortSignal) => embeddings.catchUp(systemActor('schedule:embeddings.catch-up'), signal),
            },
          ]
        : []),
      {
        name: 'matches.purge-texts',
        cron: '25 3 * * *',
        run: () => textFeatures.purge(systemActor('schedule:matches.purge-texts')),
      },
      { name: 'mails.purge', cron: '20 3 * * *', run: () => mails.purge(systemActor('schedule:mails.purge')) },
      {
        name: 'bookings.remind',
        cron: '* * * * *',
        run: () => reminders.giveDue(systemActor('schedule:bookings.remind')),
      },
      {
        name: 'bookings.ask-for-feedback',
        cron: '*/15 * * * *',
        run: () => reminders.askForFeedback(systemActor('schedule:bookings.ask-for-feedback')),
      },
      {
        name: 'bookings.record-no-shows',
        cron: '*/5 * * * *',
        run: () => noShows.recordDue(systemActor('schedule:bookings.record-no-shows')),
      },
    ];
  }
}
