import { Injectable } from '@nestjs/common';
import { companiesWith, requirePermission } from '@shuqiao/identity';
import { type Actor, Clock, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, Files, Outbox, type SignedLink, type Upload } from '@shuqiao/platform';
import { PITCH_STATE } from './pitch.errors';
import { pitchActed } from './pitch.events';
import { FIND_ANY, FIND_MINE, MARK_OVERDUE, REMIND, SET_SLIDES, SLIDES_OF } from './pitch.query';
import type { PitchDetail } from './pitch.types';

const PURPOSE = 'pitch_slides';

/** The slides of accepted pitches: the company's and the secretariat's, nobody else's. */
@Injectable()
export class SlidesOfPitches {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Stores slides in place of earlier ones, in time or late. The same once more changes nothing. */
  async upload(actor: Actor, id: string, upload: Upload): Promise<PitchDetail> {
    const pitch = await this.database.transaction(actor, () => this.acceptedOf(actor, id));
    const { companyId } = pitch;
    const stored = await this.files.store(actor, { ...upload, companyId, purpose: PURPOSE, visibility: 'private' });
    return this.database.transaction(actor, async () => {
      const [before] = await this.database.query<{ fileId: string | null }>(SLIDES_OF, [id]);
      await this.acceptedOf(actor, id);
      if (before?.fileId !== stored.id) {
        await this.database.query(SET_SLIDES, [id, stored.id, this.clock.now()]);
        if (before?.fileId) await this.files.delete(actor, companyId, before.fileId);
        const subject = { subjectType: 'pitch', subjectId: id, companyId };
        await this.audit.record(actor, { action: 'pitch.slides_uploaded', ...subject, details: { fileId: stored.id } });
        await this.outbox.publish(actor, pitchActed('slides_uploaded', pitch));
      }
      return this.mine(actor, id);
    });
  }

  ownLink(actor: Actor, id: string): Promise<SignedLink> {
    return this.database.transaction(actor, async () => {
      await this.mine(actor, id);
      return this.link(id);
    });
  }

  /** For the secretariat. */
  deskLink(actor: Actor, id: string): Promise<SignedLink> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ view: PitchDetail }>(FIND_ANY, [id, this.clock.now()]);
      if (!row) throw new DomainError(NOT_FOUND);
      return this.link(id);
    });
  }

  /** Reminds of slides that are due within three days, and tells once of those that are overdue; 200 each at most. */
  remind(actor: Actor): Promise<number> {
    type Row = { id: string; roadshowId: string; companyId: string };
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const due = await this.database.query<Row>(REMIND, [now]);
      const overdue = await this.database.query<Row>(MARK_OVERDUE, [now]);
      for (const pitch of due) await this.outbox.publish(actor, pitchActed('slides_due', pitch));
      for (const pitch of overdue) await this.outbox.publish(actor, pitchActed('slides_overdue', pitch));
      return due.length + overdue.length;
    });
  }

  private async link(id: string): Promise<SignedLink> {
    const [slides] = await this.database.query<{ fileId: string | null }>(SLIDES_OF, [id]);
    if (!slides?.fileId) throw new DomainError(NOT_FOUND);
    return this.files.signedLink(slides.fileId);
  }

  private async acceptedOf(actor: Actor, id: string): Promise<PitchDetail> {
    const pitch = await this.mine(actor, id);
    requirePermission(actor, 'pitch.edit', pitch.companyId);
    if (pitch.status !== 'accepted') throw new DomainError(PITCH_STATE, { status: pitch.status });
    return pitch;
  }

  private async mine(actor: Actor, id: string): Promise<PitchDetail> {
    const values = [id, companiesWith(actor, 'pitch.view'), this.clock.now()];
    const [row] = await this.database.query<{ view: PitchDetail }>(FIND_MINE, values);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.view;
  }
}
