import { Injectable } from '@nestjs/common';
import { DemandDecisions } from '@shuqiao/demands';
import { EoiFollowUp } from '@shuqiao/engagement';
import { type Actor, systemActor } from '@shuqiao/kernel';
import { Matching } from '@shuqiao/matching';
import type { OutboxMessage } from '@shuqiao/platform';

/** One thing to do when something happened. The name is stored in jobs: it never changes once released. */
export interface EventHandler {
  readonly name: string;
  readonly run: (message: OutboxMessage) => Promise<void>;
}

/** Which handlers an event has: the one table that wires the contexts together. */
@Injectable()
export class EventHandlers {
  readonly byEvent: Readonly<Record<string, readonly EventHandler[]>>;

  constructor(demandDecisions: DemandDecisions, eois: EoiFollowUp, matching: Matching) {
    const matchDemand = handler('matches.refresh-demand', (actor, { demandId }) =>
      matching.refreshDemand(actor, String(demandId)),
    );
    const matchCompany = handler('matches.refresh-company', (actor, { companyId }) =>
      matching.refreshCompany(actor, String(companyId)),
    );
    const matchCompanyWithDemands = handler('matches.refresh-company-with-demands', (actor, { companyId }) =>
      matching.refreshWithDemands(actor, String(companyId)),
    );
    this.byEvent = {
      'review.decided.v1': [
        handler('demands.apply-decision', (actor, { reviewCaseId }) =>
          demandDecisions.applyReviewDecision(actor, String(reviewCaseId)),
        ),
      ],
      'company.verified.v1': [matchCompanyWithDemands],
      'company.changed.v1': [matchCompany],
      'company.suspended.v1': [matchCompanyWithDemands],
      'company.reinstated.v1': [matchCompanyWithDemands],
      'demand.published.v1': [matchDemand],
      'demand.amended.v1': [
        matchDemand,
        handler('eois.ask-to-reconfirm', (actor, { demandId, version, material }) =>
          eois.applyDemandAmended(actor, String(demandId), Number(version), material === true),
        ),
      ],
      'demand.closed.v1': [
        matchDemand,
        handler('eois.lapse', (actor, { demandId }) => eois.applyDemandClosed(actor, String(demandId))),
      ],
      'match.dismissed.v1': [matchCompany],
    };
  }
}

/** Runs as the system, under the id of the message, which is what the audit entries refer to. */
function handler(
  name: string,
  run: (actor: Actor, payload: OutboxMessage['payload']) => Promise<unknown>,
): EventHandler {
  return { name, run: async (message) => void (await run(systemActor(`event:${message.id}`), message.payload)) };
}
