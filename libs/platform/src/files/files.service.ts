import { rm } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, newId, NOT_FOUND } from '@shuqiao/kernel';
import type { Readable } from 'node:stream';
import { Audit } from '../audit/audit';
import { CONFIG, type Config } from '../config/config';
import { Database } from '../database/database';
import type { Statement } from '../database/statement';
import { Outbox } from '../outbox/outbox';
import { FILE_LINK_SECONDS, FileLinks } from './file-links';
import { sanitiseFileName } from './file-name';
import { FileStore, MissingObject } from './file-store';
import { announcedType, requireContent } from './file-types';
import { FILE_LINK_INVALID } from './files.errors';
import { stage, type UploadStream } from './staged-upload';

export interface NewFile {
  readonly companyId: string;
  /** What it is for, in the words of the context that stores it: lower case with underscores. */
  readonly purpose: string;
  readonly visibility: 'public' | 'private';
  readonly name: string;
  readonly stream: UploadStream;
}

export interface FileDescription {
  readonly id: string;
  readonly companyId: string;
  readonly purpose: string;
  readonly visibility: 'public' | 'private';
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly createdAt: string;
}

export interface SignedLink {
  /** Relative to the origin of the firms' API. */
  readonly url: string;
  readonly expiresAt: string;
}

export interface OpenFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly stream: Readable;
}

/** Files of companies: checked, counted against the company's quota, and opened by short-lived links only. */
@Injectable()
export class Files {
  private readonly links: FileLinks;

  constructor(
    private readonly database: Database,
    private readonly stored: FileStore,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.links = new FileLinks(config.TOKEN_SECRET);
  }

  /**
   * Stores an upload for a company for which the caller has checked the actor's permission. The same content for the
   * same purpose again gives the file that is there already. The bytes are in their place before the row is written,
   * so that no crash leaves a row without its file; a file without its row is swept up later. Call it outside a
   * transaction, since the upload takes as long as its sender likes.
   * @throws DomainError FILE_TOO_LARGE, FILE_EMPTY, FILE_TYPE_NOT_ALLOWED, FILE_CONTENT_MISMATCH, FILE_QUOTA_EXCEEDED
   */
  async store(actor: Actor, file: NewFile): Promise<FileDescription> {
    const name = sanitiseFileName(file.name);
    const mediaType = announcedType(name);
    const id = newId();
    const { path, size, sha256 } = await stage(file.stream, await this.stored.staging());
    try {
      await requireContent(path, mediaType);
      await this.stored.put(id, path, mediaType);
    } finally {
      await rm(path, { force: true });
    }
    let kept = false;
    try {
      const description = await this.register(actor, { ...file, id, name, mediaType, size, sha256 });
      kept = description.id === id;
      return description;
    } finally {
      if (!kept) await this.stored.remove(id);
    }
  }

  /** Deletes a company's file; its bytes go once this is committed. The caller has checked the permission. */
  delete(actor: Actor, companyId: string, fileId: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ size: number; purpose: string }>(DELETE, [fileId, companyId]);
      if (!row) throw new DomainError(NOT_FOUND);
      await this.database.query(FREE, [companyId, row.size]);
      await this.announceDeletion(actor, companyId, fileId, row.purpose);
    });
  }

  /**
   * Deletes every file of a company, at most 500, and returns how many; what refers to them must be gone. The caller has
   * checked the permission.
   */
  deleteAll(actor: Actor, companyId: string): Promise<number> {
    return this.database.transaction(actor, async () => {
      const rows = await this.database.query<{ id: string; purpose: string }>(DELETE_ALL, [companyId]);
      await this.database.query(FREE_ALL, [companyId]);
      for (const { id, purpose } of rows) await this.announceDeletion(actor, companyId, id, purpose);
      return rows.length;
    });
  }

  /** The company's files for these purposes, newest first; bounded by the quota of 500. */
  list(actor: Actor, companyId: string, purposes: readonly string[]): Promise<FileDescription[]> {
    return this.database.queryOnce<FileDescription & Record<string, unknown>>(actor, LIST, [companyId, [...purposes]]);
  }

  /** A link that opens for five minutes. Only for who may see the file: nobody is asked again when it is followed. */
  signedLink(fileId: string): SignedLink {
    return this.signed(fileId, `/api/v1/files/${fileId}`);
  }

  /** A link for as long to a path of the firms' API that asks once more, by {@link requireSigned} and in its own words. */
  signedPath(path: string): SignedLink {
    return this.signed(path, path);
  }

  /** @throws DomainError FILE_LINK_INVALID when the link to the path was not made here, was changed, or is too old. */
  requireSigned(path: string, expires: number, signature: string): void {
    if (!this.links.verify(path, expires, signature, this.clock.now())) throw new DomainError(FILE_LINK_INVALID);
  }

  private signed(subject: string, path: string): SignedLink {
    const expires = Math.floor(this.clock.now().getTime() / 1000) + FILE_LINK_SECONDS;
    const signature = this.links.sign(subject, expires);
    return {
      url: `${path}?expires=${expires}&signature=${signature}`,
      expiresAt: new Date(expires * 1000).toISOString(),
    };
  }

  /** @throws DomainError FILE_LINK_INVALID when the link was not made here, was changed, or is too old. */
  async openLinked(fileId: string, expires: number, signature: string): Promise<OpenFile> {
    this.requireSigned(fileId, expires, signature);
    return this.open(fileId);
  }

  /** Opens a file that the caller has found to be public or permitted. */
  async open(fileId: string): Promise<OpenFile> {
    const [row] = await this.database.read<Omit<OpenFile, 'stream'> & Record<string, unknown>>(LINKED, [fileId]);
    if (!row) throw new DomainError(NOT_FOUND);
    try {
      return { ...row, stream: await this.stored.open(fileId) };
    } catch (error) {
      throw error instanceof MissingObject ? new DomainError(NOT_FOUND) : error;
    }
  }

  /** Removes the bytes of a deleted file; does nothing when they are gone. */
  async removeBytes(fileId: string): Promise<void> {
    await this.stored.remove(fileId);
  }

  private async announceDeletion(actor: Actor, companyId: string, fileId: string, purpose: string): Promise<void> {
    const subject = { subjectType: 'file', subjectId: fileId, companyId };
    await this.audit.record(actor, { action: 'file.deleted', ...subject, details: { purpose } });
    await this.outbox.publish(actor, { name: 'file.deleted.v1', payload: { fileId } });
  }

  private register(actor: Actor, file: Omit<FileDescription, 'createdAt'>): Promise<FileDescription> {
    const { id, companyId, purpose, visibility, name, mediaType, size, sha256 } = file;
    return this.database.transaction(actor, async () => {
      const known = [companyId, purpose, visibility, name, mediaType, size, sha256, actor.accountId, this.clock.now()];
      const [added] = await this.database.query<FileDescription & Record<string, unknown>>(ADD, [id, ...known]);
      if (!added) return this.same(companyId, purpose, sha256);
      await this.database.query(USE, [companyId, size]);
      const details = { purpose, mediaType, size, sha256 };
      await this.audit.record(actor, { action: 'file.stored', subjectType: 'file', subjectId: id, companyId, details });
      return added;
    });
  }

  private async same(companyId: string, purpose: string, sha256: string): Promise<FileDescription> {
    const [file] = await this.database.query<FileDescription & Record<string, unknown>>(SAME, [
      companyId,
      purpose,
      sha256,
    ]);
    if (!file) throw new DomainError(NOT_FOUND);
    return file;
  }
}

const DESCRIPTION = `id, company_id AS "companyId", purpose, visibility, name, media_type AS "mediaType", size, sha256,
  to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt"`;

const ADD: Statement = {
  name: 'files.add',
  text: `INSERT INTO files (id, company_id, purpose, visibility, name, media_type, size, sha256, uploaded_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT ON CONSTRAINT files_same_content_key DO NOTHING RETURNING ${DESCRIPTION}`,
};
const SAME: Statement = {
  name: 'files.same',
  text: `SELECT ${DESCRIPTION} FROM files WHERE company_id = $1 AND purpose = $2 AND sha256 = $3`,
};
const USE: Statement = {
  name: 'files.use',
  text: `INSERT INTO file_usage (company_id, bytes, files) VALUES ($1, $2, 1)
         ON CONFLICT (company_id) DO UPDATE SET bytes = file_usage.bytes + excluded.bytes, files = file_usage.files + 1`,
};
const FREE: Statement = {
  name: 'files.free',
  text: 'UPDATE file_usage SET bytes = greatest(bytes - $2, 0), files = greatest(files - 1, 0) WHERE company_id = $1',
};
const DELETE: Statement = {
  name: 'files.delete',
  text: 'DELETE FROM files WHERE id = $1 AND company_id = $2 RETURNING size, purpose',
};
const DELETE_ALL: Statement = {
  name: 'files.delete-all',
  text: 'DELETE FROM files WHERE company_id = $1 RETURNING id, purpose',
};
const FREE_ALL: Statement = {
  name: 'files.free-all',
  text: 'UPDATE file_usage SET bytes = 0, files = 0 WHERE company_id = $1',
};
const LIST: Statement = {
  name: 'files.list',
  text: `SELECT ${DESCRIPTION} FROM files WHERE company_id = $1 AND purpose = ANY ($2::text[]) ORDER BY files.id DESC LIMIT 500`,
};
const LINKED: Statement = {
  name: 'files.linked',
  text: 'SELECT name, media_type AS "mediaType", size FROM linked_file($1)',
};
