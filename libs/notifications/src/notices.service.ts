import { Injectable } from '@nestjs/common';
import { titlesOf } from '@shuqiao/companies';
import type { Actor } from '@shuqiao/kernel';
import { Database, type OutboxMessage, type Statement } from '@shuqiao/platform';
import { AccountNotices } from './account-notices.service';
import { BookingNotices } from './bookings/booking-notices.service';
import { MeetingNotices } from './meetings/meeting-notices.service';
import {
  COMPANY_FACTS,
  DEMAND_FACTS,
  EOI_FACTS,
  EXPIRY_FACTS,
  PITCH_FACTS,
  QUESTION_FACTS,
  RENEWAL_FACTS,
  REVIEW_FACTS,
} from './facts.query';
import type { Facts } from './facts';
import type { Kind } from './kinds';
import type { Receiver } from './notice';
import { Notifier } from './notifier.service';
import { COMPANY_EDITORS, REVIEWERS } from './receivers.query';

type Tell = (actor: Actor, message: OutboxMessage) => Promise<void>;

interface Found {
  readonly [column: string]: unknown;
  readonly facts: Facts;
  readonly companyId?: string;
  readonly askerCompanyId?: string;
  readonly checks?: readonly string[];
  readonly unanswered?: boolean;
}

// A rejection suspends the company, and of that it is told.
const RENEWAL_DECISIONS: Readonly<Record<string, Kind | undefined>> = {
  approved: 'company.renewed',
  returned: 'company.renewal_returned',
};

/** Which events people are told of, and who: the one table. Each may be run again for the same message. */
@Injectable()
export class Notices {
  readonly byEvent: Readonly<Record<string, Tell>>;

  constructor(
    private readonly database: Database,
    private readonly notifier: Notifier,
    accounts: AccountNotices,
    bookings: BookingNotices,
    meetings: MeetingNotices,
  ) {
    this.byEvent = {
      'account.verification_requested.v1': (actor, message) =>
        accounts.tellToken(actor, message.id, 'account.verification', idOf(message, 'accountTokenId')),
      'account.reset_requested.v1': (actor, message) =>
        accounts.tellToken(actor, message.id, 'account.reset', idOf(message, 'accountTokenId')),
      'account.locked.v1': (actor, message) =>
        accounts.tellToken(actor, message.id, 'account.locked', idOf(message, 'accountTokenId')),
      'staff.invited.v1': (actor, message) =>
        accounts.tellToken(actor, message.id, 'staff.invited', idOf(message, 'accountTokenId')),
      'account.already_registered.v1': (actor, message) =>
        accounts.tellAlreadyRegistered(actor, message.id, idOf(message, 'accountId')),
      'member.invited.v1': (actor, message) =>
        accounts.tellInvitation(actor, message.id, idOf(message, 'invitationId')),
      'company.verified.v1': this.aboutCompany('company.verified'),
      'company.returned.v1': this.aboutCompany('company.returned'),
      'company.rejected.v1': this.aboutCompany('company.rejected'),
      'company.suspended.v1': this.aboutCompany('company.suspended'),
      'company.reinstated.v1': this.aboutCompany('company.reinstated'),
      'company.withdrawn.v1': this.aboutCompany('company.withdrawn'),
      'company.checks_expiring.v1': (actor, message) => this.tellExpiry(actor, message),
      'company.renewal_opened.v1': this.aboutRenewal(() => 'company.renewal_opened'),
      'company.renewal_decided.v1': this.aboutRenewal(({ payload }) => RENEWAL_DECISIONS[String(payload.decision)]),
      'demand.published.v1': this.aboutDemand(() => 'demand.published'),
      'demand.returned.v1': this.aboutDemand(() => 'demand.returned'),
      'demand.rejected.v1': this.aboutDemand(() => 'demand.rejected'),
      'demand.amendment_refused.v1': this.aboutDemand(() => 'demand.amendment_refused'),
      'demand.closed.v1': this.aboutDemand(({ payload }) =>
        payload.reason === 'expired' || payload.reason === 'taken_down' ? `demand.${payload.reason}` : 'demand.closed',
      ),
      'question.asked.v1': this.aboutQuestion('question.asked', 'companyId'),
      'question.answered.v1': this.aboutQuestion('question.answered', 'askerCompanyId'),
      'eoi.sent.v1': this.aboutEoi('eoi.received', 'demandCompanyId'),
      'eoi.answer_due.v1': this.aboutEoi('eoi.answer_due', 'demandCompanyId'),
      'eoi.withdrawn.v1': this.aboutEoi('eoi.withdrawn', 'demandCompanyId'),
      'eoi.reconfirmed.v1': this.aboutEoi('eoi.reconfirmed', 'demandCompanyId'),
      'eoi.accepted.v1': this.aboutEoi('eoi.accepted', 'companyId'),
      'eoi.declined.v1': this.aboutEoi('eoi.declined', 'companyId'),
      'eoi.lapsed.v1': this.aboutEoi('eoi.lapsed', 'companyId'),
      'eoi.to_reconfirm.v1': this.aboutEoi('eoi.to_reconfirm', 'companyId'),
      ...bookings.byEvent,
      ...meetings.byEvent,
      'pitch.accepted.v1': this.aboutPitch('pitch.accepted'),
      'pitch.returned.v1': this.aboutPitch('pitch.returned'),
      'pitch.rejected.v1': this.aboutPitch('pitch.rejected'),
      'pitch.cancelled.v1': this.aboutPitch('pitch.cancelled'),
      'pitch.placed.v1': this.aboutPitch('pitch.placed', 'when'),
      'pitch.slides_asked.v1': this.aboutPitch('pitch.slides_asked', 'until'),
      'pitch.slides_due.v1': this.aboutPitch('pitch.slides_due', 'until'),
      'pitch.slides_overdue.v1': this.aboutPitch('pitch.slides_overdue', 'until'),
      'review.overdue.v1': (actor, message) => this.tellReviewers(actor, message),
    };
  }

  private aboutCompany(kind: Kind): Tell {
    return (actor, message) =>
      this.database.transaction(actor, async () => {
        const [found] = await this.database.query<Found>(COMPANY_FACTS, [idOf(message, 'companyId')]);
        if (found) await this.tellCompany(actor, message, kind, idOf(message, 'companyId'), found.facts);
      });
  }

  private tellExpiry(actor: Actor, message: OutboxMessage): Promise<void> {
    const codes = Array.isArray(message.payload.checks) ? message.payload.checks.map(String) : [];
    return this.database.transaction(actor, async () => {
      const [found] = await this.database.query<Found>(EXPIRY_FACTS, [idOf(message, 'companyId'), codes]);
      if (!found?.companyId) return;
      const facts = { ...found.facts, checks: titlesOf(codes) };
      await this.tellCompany(actor, message, 'company.checks_expiring', found.companyId, facts);
    });
  }

  private aboutRenewal(kindOf: (message: OutboxMessage) => Kind | undefined): Tell {
    return (actor, message) =>
      this.database.transaction(actor, async () => {
        const kind = kindOf(message);
        if (!kind) return;
        const [found] = await this.database.query<Found>(RENEWAL_FACTS, [idOf(message, 'renewalId')]);
        // Returned and answered since: there is no deadline to tell of any more.
        if (!found?.companyId || (kind === 'company.renewal_returned' && !found.facts.until)) return;
        const facts = { ...found.facts, checks: titlesOf(found.checks ?? []) };
        await this.tellCompany(actor, message, kind, found.companyId, facts);
      });
  }

  private aboutDemand(kindOf: (message: OutboxMessage) => Kind): Tell {
    return (actor, message) =>
      this.database.transaction(actor, async () => {
        const [found] = await this.database.query<Found>(DEMAND_FACTS, [idOf(message, 'demandId')]);
        if (found?.companyId) await this.tellCompany(actor, message, kindOf(message), found.companyId, found.facts);
      });
  }

  private aboutQuestion(kind: Kind, to: 'companyId' | 'askerCompanyId'): Tell {
    return (actor, message) =>
      this.database.transaction(actor, async () => {
        const [found] = await this.database.query<Found>(QUESTION_FACTS, [idOf(message, 'questionId')]);
        if (found) await this.tellCompany(actor, message, kind, String(found[to]), found.facts);
      });
  }

  private aboutEoi(kind: Kind, to: 'companyId' | 'demandCompanyId'): Tell {
    return (actor, message) =>
      this.database.transaction(actor, async () => {
        const [found] = await this.database.query<Found>(EOI_FACTS, [idOf(message, 'eoiId')]);
        // Answered since: there is nothing to remind of any more.
        if (!found || (kind === 'eoi.answer_due' && !found.unanswered)) return;
        await this.tellCompany(actor, message, kind, idOf(message, to), found.facts);
      });
  }

  /** `needs` names what may have passed since: a slot that was taken back, slides that have come. */
  private aboutPitch(kind: Kind, needs?: 'when' | 'until'): Tell {
    return (actor, message) =>
      this.database.transaction(actor, async () => {
        const [found] = await this.database.query<Found>(PITCH_FACTS, [idOf(message, 'pitchId')]);
        if (!found || (needs && !found.facts[needs])) return;
        await this.tellCompany(actor, message, kind, idOf(message, 'companyId'), found.facts);
      });
  }

  private tellReviewers(actor: Actor, message: OutboxMessage): Promise<void> {
    const reviewCaseId = idOf(message, 'reviewCaseId');
    return this.database.transaction(actor, async () => {
      const [found] = await this.database.query<Found>(REVIEW_FACTS, [reviewCaseId]);
      if (!found) return;
      const receivers = await this.receivers(REVIEWERS, reviewCaseId);
      await this.notifier.tell(actor, message.id, {
        kind: 'review.overdue',
        receivers,
        facts: found.facts,
        ids: { reviewCaseId },
      });
    });
  }

  private async tellCompany(
    actor: Actor,
    message: OutboxMessage,
    kind: Kind,
    companyId: string,
    facts: Facts,
  ): Promise<void> {
    const receivers = await this.receivers(COMPANY_EDITORS, companyId);
    await this.notifier.tell(actor, message.id, { kind, receivers, facts, ids: idsIn(message) });
  }

  private receivers(statement: Statement, id: unknown): Promise<Receiver[]> {
    return this.database.query<Receiver & Record<string, unknown>>(statement, [id]);
  }
}

function idOf({ payload }: OutboxMessage, name: string): string {
  return String(payload[name]);
}

/** The ids in a payload: what a link's path and a client need. */
function idsIn({ payload }: OutboxMessage): Record<string, string> {
  const named = Object.entries(payload).filter(([name, value]) => name.endsWith('Id') && typeof value === 'string');
  return Object.fromEntries(named) as Record<string, string>;
}
