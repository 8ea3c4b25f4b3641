import { Injectable } from '@nestjs/common';
import { COMPANY_NOT_VERIFIED } from '@shuqiao/companies';
import { companiesWith, requirePermission } from '@shuqiao/identity';
import {
  type AccountActor,
  type Actor,
  Clock,
  decodeCursor,
  DomainError,
  newId,
  NOT_FOUND,
  type Page,
  pageOf,
  type PageRequest,
} from '@shuqiao/kernel';
import { Reviews } from '@shuqiao/moderation';
import { Audit, Database, Outbox, STALE_VERSION } from '@shuqiao/platform';
import { LOCK_SESSION } from '../booking.query';
import { PITCH_STATE } from './pitch.errors';
import { pitchActed } from './pitch.events';
import {
  ADD_SPEAKERS,
  COMPANY_STATUS,
  DROP_SPEAKERS,
  FIND_MINE,
  INSERT_PITCH,
  LIST_MINE,
  LOCK_MINE,
  RESUBMIT,
  WITHDRAW,
} from './pitch.query';
import { PITCH_SUBJECT, PitchReferences } from './pitch-references';
import type { PitchContent, PitchDetail, PitchWithDecision } from './pitch.types';

/** What a company does with its applications to pitch. The secretariat decides them in the review queue. */
@Injectable()
export class Pitches {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly reviews: Reviews,
    private readonly references: PitchReferences,
    private readonly clock: Clock,
  ) {}

  /**
   * Applies to pitch at a roadshow, which opens a review case.
   * @throws DomainError COMPANY_NOT_VERIFIED, PITCHES_CLOSED, PITCH_EXISTS, or VALIDATION_FAILED for what it refers to.
   */
  submit(
    actor: AccountActor,
    companyId: string,
    roadshowId: string,
    content: PitchContent,
  ): Promise<PitchWithDecision> {
    if (!companiesWith(actor, 'pitch.view').includes(companyId)) throw new DomainError(NOT_FOUND);
    requirePermission(actor, 'pitch.edit', companyId);
    return this.database.transaction(actor, async () => {
      const pitch = { id: newId(), roadshowId, companyId };
      await this.requireVerified(companyId);
      const reviewCaseId = await this.openCase(actor, pitch, content, 1);
      const known = [pitch.id, roadshowId, companyId, reviewCaseId, actor.accountId, this.clock.now()];
      await this.database.query(INSERT_PITCH, [...known, ...columns(content)]);
      await this.database.query(ADD_SPEAKERS, [pitch.id, [...content.speakerAccountIds]]);
      await this.record(actor, 'submitted', pitch);
      return this.load(actor, pitch.id);
    });
  }

  /** Submits a returned pitch again, with what was changed. @throws DomainError PITCH_STATE in any other state. */
  resubmit(actor: Actor, id: string, version: number, content: PitchContent): Promise<PitchWithDecision> {
    return this.database.transaction(actor, async () => {
      const { pitch, submission } = await this.lock(actor, id);
      if (pitch.version !== version) throw new DomainError(STALE_VERSION);
      if (pitch.status !== 'returned') throw new DomainError(PITCH_STATE, { status: pitch.status });
      await this.requireVerified(pitch.companyId);
      const reviewCaseId = await this.openCase(actor, pitch, content, submission + 1);
      await this.database.query(DROP_SPEAKERS, [id]);
      await this.database.query(ADD_SPEAKERS, [id, [...content.speakerAccountIds]]);
      await this.database.query(RESUBMIT, [id, version, this.clock.now(), reviewCaseId, ...columns(content)]);
      await this.record(actor, 'submitted', pitch);
      return this.load(actor, id);
    });
  }

  /** Takes a pitch back, decided or not; its slot becomes free and its speakers too. */
  withdraw(actor: Actor, id: string): Promise<PitchWithDecision> {
    return this.database.transaction(actor, async () => {
      const found = await this.load(actor, id);
      if (found.slot) await this.database.query(LOCK_SESSION, [found.slot.sessionId]);
      const { pitch } = await this.lock(actor, id);
      const withdrawn = await this.database.query(WITHDRAW, [id, this.clock.now()]);
      if (!withdrawn.length) throw new DomainError(PITCH_STATE, { status: pitch.status });
      if (pitch.status === 'submitted') await this.reviews.withdraw(actor, PITCH_SUBJECT, id);
      await this.record(actor, 'withdrawn', pitch);
      return this.load(actor, id);
    });
  }

  find(actor: Actor, id: string): Promise<PitchWithDecision> {
    return this.database.transaction(actor, () => this.load(actor, id));
  }

  /** A company's pitches, newest first. */
  list(actor: Actor, companyId: string, page: PageRequest): Promise<Page<PitchDetail>> {
    if (!companiesWith(actor, 'pitch.view').includes(companyId)) throw new DomainError(NOT_FOUND);
    const after = page.cursor ? decodeCursor(page.cursor, ['uuid'])[0] : null;
    return this.database.transaction(actor, async () => {
      const values = [companyId, after, page.limit + 1, this.clock.now()];
      const rows = await this.database.query<{ view: PitchDetail }>(LIST_MINE, values);
      return pageOf(
        rows.map((row) => row.view),
        page.limit,
        (pitch) => [pitch.id],
      );
    });
  }

  private async openCase(
    actor: Actor,
    pitch: { id: string; roadshowId: string; companyId: string },
    content: PitchContent,
    subjectVersion: number,
  ): Promise<string> {
    const snapshot = await this.references.snapshot(pitch, content);
    return this.reviews.open(actor, {
      subjectType: PITCH_SUBJECT,
      subjectId: pitch.id,
      subjectVersion,
      companyId: pitch.companyId,
      title: content.title.text,
      titleLang: content.title.lang,
      snapshot,
    });
  }

  private async requireVerified(companyId: string): Promise<void> {
    const [company] = await this.database.query<{ status: string }>(COMPANY_STATUS, [companyId]);
    if (!company) throw new DomainError(NOT_FOUND);
    if (company.status !== 'verified') throw new DomainError(COMPANY_NOT_VERIFIED, { status: company.status });
  }

  private async lock(actor: Actor, id: string): Promise<{ pitch: PitchDetail; submission: number }> {
    const values = [id, companiesWith(actor, 'pitch.view'), this.clock.now()];
    const [row] = await this.database.query<{ view: PitchDetail; submission: number }>(LOCK_MINE, values);
    if (!row) throw new DomainError(NOT_FOUND);
    requirePermission(actor, 'pitch.edit', row.view.companyId);
    return { pitch: row.view, submission: row.submission };
  }

  private async load(actor: Actor, id: string): Promise<PitchWithDecision> {
    const values = [id, companiesWith(actor, 'pitch.view'), this.clock.now()];
    const [row] = await this.database.query<{ view: PitchDetail }>(FIND_MINE, values);
    if (!row) throw new DomainError(NOT_FOUND);
    return { ...row.view, decision: await this.reviews.lastDecisionFor(actor, PITCH_SUBJECT, id) };
  }

  private async record(
    actor: Actor,
    act: 'submitted' | 'withdrawn',
    pitch: Parameters<typeof pitchActed>[1],
  ): Promise<void> {
    const { id: subjectId, companyId } = pitch;
    await this.audit.record(actor, { action: `pitch.${act}`, subjectType: 'pitch', subjectId, companyId });
    await this.outbox.publish(actor, pitchActed(act, pitch));
  }
}

function columns({ title, abstract, languages, productId, demandId }: PitchContent): unknown[] {
  return [JSON.stringify(title), JSON.stringify(abstract), [...languages], productId, demandId];
}
