import { Injectable } from '@nestjs/common';
import { DemandDecisions } from '@shuqiao/demands';
import { EoiFollowUp } from '@shuqiao/engagement';
import { type Actor, systemActor } from '@shuqiao/kernel';
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

  constructor(demandDecisions: DemandDecisions, eois: EoiFollowUp) {
    this.byEvent = {
      'review.decided.v1': [
        handler('demands.apply-decision', (actor, { reviewCaseId }) =>
          demandDecisions.applyReviewDecision(actor, String(reviewCaseId)),
        ),
      ],
      'demand.amended.v1': [
        handler('eois.ask-to-reconfirm', (actor, { demandId, version, material }) =>
          eois.applyDemandAmended(actor, String(demandId), Number(version), material === true),
        ),
      ],
      'demand.closed.v1': [
        handler('eois.lapse', (actor, { demandId }) => eois.applyDemandClosed(actor, String(demandId))),
      ],
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
