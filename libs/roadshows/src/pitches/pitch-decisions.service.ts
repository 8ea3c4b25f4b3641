import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Reviews } from '@shuqiao/moderation';
import { Audit, Database, Outbox } from '@shuqiao/platform';
import { LOCK_SESSION } from '../booking.query';
import { pitchActed } from './pitch.events';
import { DECIDE, FIND_ANY, LIVE_OF_COMPANY, LOCK_AWAITING, WITHDRAW } from './pitch.query';
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
    const live = await this.database.transaction(actor, () =>
      this.database.query<{ id: string }>(LIVE_OF_COMPANY, [companyId]),
    );
    for (const { id } of live) await this.database.transaction(actor, () => this.withdraw(actor, id));
  }

  private async withdraw(actor: Actor, id: string): Promise<void> {
    const now = this.clock.now();
    const [found] = await this.database.query<{ view: PitchDetail }>(FIND_ANY, [id, now]);
    if (!found) return;
    const pitch = found.view;
    if (pitch.slot) await this.database.query(LOCK_SESSION, [pitch.slot.sessionId]);
    const withdrawn = await this.database.query(WITHDRAW, [id, now]);
    if (!withdrawn.length) return;
    if (pitch.status === 'submitted') await this.reviews.withdraw(actor, PITCH_SUBJECT, id);
    const subject = { subjectType: 'pitch', subjectId: id, companyId: pitch.companyId };
    const details = { reason: 'company_not_verified' };
    await this.audit.record(actor, { action: 'pitch.withdrawn', ...subject, details });
    await this.outbox.publish(actor, pitchActed('withdrawn', pitch));
  }
}
