import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Reviews } from '@shuqiao/moderation';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { LOCK_SESSION } from '../booking.query';
import { pitchActed } from './pitch.events';
import { DECIDE, FIND_ANY, LIVE_OF_CANCELLED, LIVE_OF_COMPANY, LOCK_AWAITING, WITHDRAW } from './pitch.query';
import { PITCH_SUBJECT } from './pitch-references';
import type { PitchDetail } from './pitch.types';

interface Awaiting {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly roadshowId: string;
  readonly companyId: string;
}

const OUTCOMES = { approved: 'accepted', returned: 'returned', rejected: 'rejected' } as const;

/** What happens to pitches by what others decide: the reviewers, and who suspends a company. */
@Injectable()
export class PitchDecisions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly reviews: Reviews,
    private readonly clock: Clock,
  ) {}

  /** Applies the decision of a review case. It may come twice or late: then no pitch waits for it, and nothing happens. */
  applyReviewDecision(actor: Actor, reviewCaseId: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const { subjectType, subjectId, decision } = await this.reviews.decisionOf(reviewCaseId);
      if (subjectType !== PITCH_SUBJECT) return;
      const [pitch] = await this.database.query<Awaiting>(LOCK_AWAITING, [subjectId, reviewCaseId]);
      if (!pitch) return;
      const outcome = OUTCOMES[decision];
      await this.database.query(DECIDE, [pitch.id, outcome, this.clock.now()]);
      const subject = { subjectType: 'pitch', subjectId: pitch.id, companyId: pitch.companyId };
      await this.audit.record(actor, { action: `pitch.${outcome}`, ...subject, details: { reviewCaseId } });
      await this.outbox.publish(actor, pitchActed(outcome, pitch));
    });
  }

  /** Withdraws what a company that is not verified any more has applied for, one pitch per transaction. Safe to repeat. */
  async release(actor: Actor, companyId: string): Promise<void> {
    await this.endAll(actor, LIVE_OF_COMPANY, companyId, 'withdrawn', 'company_not_verified');
  }

  /** Ends what was applied for at a roadshow that was cancelled; its companies are told. Safe to repeat. */
  async endOfRoadshow(actor: Actor, roadshowId: string): Promise<void> {
    await this.endAll(actor, LIVE_OF_CANCELLED, roadshowId, 'cancelled', 'roadshow_cancelled');
  }

  private async endAll(
    actor: Actor,
    live: Statement,
    of: string,
    act: 'withdrawn' | 'cancelled',
    reason: string,
  ): Promise<void> {
    const found = await this.database.transaction(actor, () => this.database.query<{ id: string }>(live, [of]));
    for (const { id } of found) await this.database.transaction(actor, () => this.end(actor, id, act, reason));
  }

  private async end(actor: Actor, id: string, act: 'withdrawn' | 'cancelled', reason: string): Promise<void> {
    const now = this.clock.now();
    const [found] = await this.database.query<{ view: PitchDetail }>(FIND_ANY, [id, now]);
    if (!found) return;
    const pitch = found.view;
    if (pitch.slot) await this.database.query(LOCK_SESSION, [pitch.slot.sessionId]);
    const withdrawn = await this.database.query(WITHDRAW, [id, now]);
    if (!withdrawn.length) return;
    if (pitch.status === 'submitted') await this.reviews.withdraw(actor, PITCH_SUBJECT, id);
    const subject = { subjectType: 'pitch', subjectId: id, companyId: pitch.companyId };
    await this.audit.record(actor, { action: 'pitch.withdrawn', ...subject, details: { reason } });
    await this.outbox.publish(actor, pitchActed(act, pitch));
  }
}
