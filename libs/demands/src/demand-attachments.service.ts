import { Injectable } from '@nestjs/common';
import { companiesWith, requirePermission } from '@shuqiao/identity';
import { type Actor, DomainError, fieldError, invalid, NOT_FOUND, UNKNOWN_REFERENCE } from '@shuqiao/kernel';
import { Database, Files, type SignedLink, type Statement, type Upload } from '@shuqiao/platform';
import type { Attachment } from './demand-content';
import type { Demand } from './demand.entity';
import { DEMAND_TAKEN_DOWN } from './demand.errors';
import { DemandRecords } from './demand-records';

const PURPOSE = 'demand_attachment';

/** Files that belong to a demand. They are uploaded first and become part of it by name, in a draft or an amendment. */
@Injectable()
export class DemandAttachments {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
    private readonly records: DemandRecords,
  ) {}

  /** Stores a file for a demand of the company's; nobody else sees it until a version with it is public. */
  async upload(actor: Actor, companyId: string, demandId: string, upload: Upload): Promise<Attachment> {
    await this.database.transaction(actor, () => this.records.lock(actor, 'demand.edit', companyId, demandId));
    const stored = await this.files.store(actor, { ...upload, companyId, purpose: PURPOSE, visibility: 'private' });
    return { id: stored.id, name: stored.name, mediaType: stored.mediaType, size: stored.size };
  }

  /**
   * Deletes an uploaded file that no demand has.
   * @throws DomainError FILE_IN_USE while a demand, one of its versions or an amendment names it.
   */
  remove(actor: Actor, companyId: string, demandId: string, fileId: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      await this.requireOwn(actor, companyId, demandId, fileId);
      requirePermission(actor, 'demand.edit', companyId);
      await this.files.delete(actor, companyId, fileId);
    });
  }

  /** Lets go of the files of a draft and deletes those that no other demand of the company has. */
  async release(actor: Actor, demand: Demand): Promise<void> {
    const alone = await this.database.query<{ file_id: string }>(ALONE, [demand.id]);
    await this.records.replaceAttachments(demand, []);
    for (const { file_id: fileId } of alone) await this.files.delete(actor, demand.companyId, fileId);
  }

  /** A link to a file that a public version names, also one that no longer holds. */
  async publicLink(demandId: string, fileId: string): Promise<SignedLink> {
    const values = [demandId, JSON.stringify([{ id: fileId }])];
    const [row] = await this.database.read<{ status: string }>(IN_PUBLIC, values);
    if (!row) throw new DomainError(NOT_FOUND);
    if (row.status === 'taken_down') throw new DomainError(DEMAND_TAKEN_DOWN);
    return this.files.signedLink(fileId);
  }

  /** A link for the company itself to any file it uploaded for its demands. */
  ownLink(actor: Actor, companyId: string, demandId: string, fileId: string): Promise<SignedLink> {
    return this.database.transaction(actor, async () => {
      await this.requireOwn(actor, companyId, demandId, fileId);
      return this.files.signedLink(fileId);
    });
  }

  /** A link for the secretariat to a file of a demand, published or to be judged. */
  inspectionLink(actor: Actor, demandId: string, fileId: string): Promise<SignedLink> {
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query(OF_DEMAND, [demandId, fileId]);
      if (!rows.length) throw new DomainError(NOT_FOUND);
      return this.files.signedLink(fileId);
    });
  }

  /**
   * The company's uploaded files in the order named.
   * @throws DomainError VALIDATION_FAILED naming each that is not there.
   */
  async resolve(demand: Demand, fileIds: readonly string[]): Promise<Attachment[]> {
    if (!fileIds.length) return [];
    const rows = await this.database.query<Attachment & Record<string, unknown>>(UPLOADED, [
      demand.companyId,
      [...fileIds],
    ]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const missing = fileIds.flatMap((id, index) =>
      byId.has(id) ? [] : [fieldError(`/attachments/${index}`, UNKNOWN_REFERENCE)],
    );
    if (missing.length) throw invalid(...missing);
    return fileIds.flatMap((id) => byId.get(id) ?? []);
  }

  private async requireOwn(actor: Actor, companyId: string, demandId: string, fileId: string): Promise<void> {
    const mine = companiesWith(actor, 'demand.view');
    const rows = await this.database.query(OF_COMPANY, [demandId, fileId, companyId, mine]);
    if (!rows.length) throw new DomainError(NOT_FOUND);
  }
}

const ALONE: Statement = {
  name: 'attachments.alone',
  text: `SELECT file_id FROM demand_attachments attached WHERE demand_id = $1 AND NOT EXISTS (
           SELECT FROM demand_attachments other WHERE other.file_id = attached.file_id AND other.demand_id <> $1)`,
};
const IN_PUBLIC: Statement = {
  name: 'attachments.in-public',
  text: `SELECT listing.status FROM demand_versions published JOIN demand_listings listing ON listing.demand_id = published.demand_id
         WHERE published.demand_id = $1 AND published.document -> 'attachments' @> $2::jsonb LIMIT 1`,
};
const OF_COMPANY: Statement = {
  name: 'attachments.of-company',
  text: `SELECT files.id FROM demands JOIN files ON files.company_id = demands.company_id
         WHERE demands.id = $1 AND files.id = $2 AND demands.company_id = $3 AND demands.company_id = ANY ($4::uuid[])
           AND files.purpose = '${PURPOSE}'`,
};
const OF_DEMAND: Statement = {
  name: 'attachments.of-demand',
  text: 'SELECT file_id FROM demand_attachments WHERE demand_id = $1 AND file_id = $2',
};
const UPLOADED: Statement = {
  name: 'attachments.uploaded',
  text: `SELECT id, name, media_type AS "mediaType", size FROM files
         WHERE company_id = $1 AND id = ANY ($2::uuid[]) AND purpose = '${PURPOSE}'`,
};
