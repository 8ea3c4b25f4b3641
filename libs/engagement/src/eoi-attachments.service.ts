import { Injectable } from '@nestjs/common';
import { companiesWith } from '@shuqiao/identity';
import { type Actor, DomainError, DUPLICATE, fieldError, invalid, NOT_FOUND, UNKNOWN_REFERENCE } from '@shuqiao/kernel';
import { Database, Files, type OpenFile, type SignedLink, STALE_VERSION, type Upload } from '@shuqiao/platform';
import { ALONE, ATTACH, DETACH, OPENS, PURPOSE, SEEN, UPLOADED } from './eoi-attachments.query';
import { EoiStore } from './eoi-store';
import type { Eoi } from './eoi.entity';

/** A file of an EOI; a private one is open to the receiver only while the contacts are. */
export interface EoiAttachment {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly private: boolean;
}

export type UploadedFile = Omit<EoiAttachment, 'private'>;

/** Files that go with an EOI. They are uploaded first and attached by name while it is a draft. */
@Injectable()
export class EoiAttachments {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly store: EoiStore,
  ) {}

  /** Stores a file for a draft; nobody else sees it before the EOI is sent with it. @throws DomainError EOI_NOT_EDITABLE. */
  async upload(actor: Actor, eoiId: string, upload: Upload): Promise<UploadedFile> {
    const { companyId } = await this.database.transaction(actor, () => this.draft(actor, eoiId));
    const stored = await this.files.store(actor, { ...upload, companyId, purpose: PURPOSE, visibility: 'private' });
    return { id: stored.id, name: stored.name, mediaType: stored.mediaType, size: stored.size };
  }

  /** Replaces what is attached to a draft. @throws DomainError EOI_NOT_EDITABLE, STALE_VERSION, VALIDATION_FAILED. */
  replace(
    actor: Actor,
    eoiId: string,
    version: number,
    named: readonly { id: string; private: boolean }[],
  ): Promise<void> {
    return this.database.transaction(actor, async () => {
      const eoi = await this.draft(actor, eoiId);
      if (eoi.version !== version) throw new DomainError(STALE_VERSION);
      requireOnce(named.map(({ id }) => id));
      await this.database.query(DETACH, [eoiId]);
      const values = [eoiId, eoi.companyId, JSON.stringify(named)];
      const attached = new Set(
        (await this.database.query<{ fileId: string }>(ATTACH, values)).map((row) => row.fileId),
      );
      const missing = named.flatMap(({ id }, index) =>
        attached.has(id) ? [] : [fieldError(`/attachments/${index}/id`, UNKNOWN_REFERENCE)],
      );
      if (missing.length) throw invalid(...missing);
      await this.store.save(eoi);
      await this.store.record(actor, eoi, 'eoi.edited', eoi.companyId, { attachments: named.length });
    });
  }

  /** Deletes an upload. @throws DomainError FILE_IN_USE while any EOI of the company has it. */
  remove(actor: Actor, eoiId: string, fileId: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const { companyId } = await this.store.own(actor, eoiId);
      if (!(await this.database.query(UPLOADED, [fileId, companyId])).length) throw new DomainError(NOT_FOUND);
      await this.files.delete(actor, companyId, fileId);
    });
  }

  /** Lets go of the files of a draft and deletes those that no other EOI of the company has. */
  async release(actor: Actor, eoi: Eoi): Promise<void> {
    const alone = await this.database.query<{ fileId: string }>(ALONE, [eoi.id]);
    await this.database.query(DETACH, [eoi.id]);
    for (const { fileId } of alone) await this.files.delete(actor, eoi.companyId, fileId);
  }

  /**
   * A link to an attachment. The receiver's asks again when it is followed, so that it closes with the contacts.
   * @throws DomainError NOT_FOUND also for a private one while the contacts are closed.
   */
  async link(actor: Actor, eoiId: string, fileId: string): Promise<SignedLink> {
    const values = [eoiId, fileId, companiesWith(actor, 'eoi.view')];
    const [seen] = await this.database.queryOnce<{ own: boolean }>(actor, SEEN, values);
    if (!seen) throw new DomainError(NOT_FOUND);
    return seen.own ? this.files.signedLink(fileId) : this.files.signedPath(pathOf(eoiId, fileId));
  }

  /** @throws DomainError FILE_LINK_INVALID, or NOT_FOUND when it has closed since the link was made. */
  async openLinked(eoiId: string, fileId: string, expires: number, signature: string): Promise<OpenFile> {
    this.files.requireSigned(pathOf(eoiId, fileId), expires, signature);
    const [row] = await this.database.read<{ opens: boolean }>(OPENS, [eoiId, fileId]);
    if (!row?.opens) throw new DomainError(NOT_FOUND);
    return this.files.open(fileId);
  }

  private async draft(actor: Actor, eoiId: string): Promise<Eoi> {
    const eoi = await this.store.own(actor, eoiId);
    eoi.requireEditable();
    return eoi;
  }
}

function requireOnce(ids: readonly string[]): void {
  const repeated = ids.flatMap((id, index) =>
    ids.indexOf(id) < index ? [fieldError(`/attachments/${index}/id`, DUPLICATE)] : [],
  );
  if (repeated.length) throw invalid(...repeated);
}

function pathOf(eoiId: string, fileId: string): string {
  return `/api/v1/eois/${eoiId}/attachments/${fileId}`;
}
