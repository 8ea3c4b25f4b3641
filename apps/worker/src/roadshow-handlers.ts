import { Injectable } from '@nestjs/common';
import {
  CompanyBookings,
  DelegateBookings,
  DepartedDelegates,
  Participations,
  PitchDecisions,
  ProposalRuns,
  SessionPeopleDesk,
} from '@shuqiao/roadshows';
import { type EventHandler, handler } from './event-handler';

/** What roadshows do when something happened: bookings, pitches, and one-to-one meetings. */
@Injectable()
export class RoadshowHandlers {
  /** For a company that was suspended or withdrawn. */
  readonly companyGone: readonly EventHandler[];
  readonly reviewDecided: readonly EventHandler[];
  readonly byEvent: Readonly<Record<string, readonly EventHandler[]>>;

  constructor(
    delegateBookings: DelegateBookings,
    companyBookings: CompanyBookings,
    pitchDecisions: PitchDecisions,
    sessionPeople: SessionPeopleDesk,
    participations: Participations,
    departedDelegates: DepartedDelegates,
    proposals: ProposalRuns,
  ) {
    this.companyGone = [
      handler('bookings.release-company', (actor, { companyId }) => companyBookings.release(actor, String(companyId))),
      handler('participations.release-company', (actor, { companyId }) =>
        participations.release(actor, String(companyId)),
      ),
      handler('pitches.release-company', (actor, { companyId }) => pitchDecisions.release(actor, String(companyId))),
    ];
    this.reviewDecided = [
      handler('pitches.apply-decision', (actor, { reviewCaseId }) =>
        pitchDecisions.applyReviewDecision(actor, String(reviewCaseId)),
      ),
    ];
    this.byEvent = {
      'roadshow.cancelled.v1': [
        handler('pitches.end-of-roadshow', (actor, { roadshowId }) =>
          pitchDecisions.endOfRoadshow(actor, String(roadshowId)),
        ),
      ],
      'member.left.v1': [
        handler('bookings.release', (actor, { companyId, accountId }) =>
          delegateBookings.release(actor, String(companyId), String(accountId)),
        ),
        handler('session-people.release', (actor, { companyId, accountId }) =>
          sessionPeople.releaseMember(actor, String(companyId), String(accountId)),
        ),
        handler('participations.release-delegate', (actor, { companyId, accountId }) =>
          departedDelegates.release(actor, String(companyId), String(accountId)),
        ),
      ],
      'meeting_proposal.requested.v1': [
        handler('meeting-proposals.run', (actor, { proposalId }, signal) =>
          proposals.run(actor, String(proposalId), signal),
        ),
      ],
    };
  }
}
