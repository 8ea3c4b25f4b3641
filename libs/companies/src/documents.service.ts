import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import {
  Database,
  FILE_TYPE_NOT_ALLOWED,
  type FileDescription,
  Files,
  isImageName,
  type NewFile,
  type Statement,
} from '@shuqiao/platform';
import { CompanyAccess } from './company-access';
import { DOCUMENT_IS_EVIDENCE } from './companies.errors';

export const DOCUMENT_PURPOSES = ['legal_document', 'certificate', 'product_picture', 'other'] as const;
export type DocumentPurpose = (typeof DOCUMENT_PURPOSES)[number];

/** The files of a company's profile. Pictures of products may become public, everything else is private. */
@Injectable()
export class CompanyDocuments {
  constructor(
    private readonly database: Database,
    private readonly access: CompanyAccess,
    private readonly files: Files,
  ) {}

  list(actor: Actor, companyId: string): Promise<FileDescription[]> {
    this.access.requireMember(actor, companyId);
    return this.files.list(actor, companyId, DOCUMENT_PURPOSES);
  }

  /** One document, for which the caller may then issue a link. */
  async get(actor: Actor, companyId: string, fileId: string): Promise<FileDescription> {
    const found = (await this.list(actor, companyId)).find((file) => file.id === fileId);
    if (!found) throw new DomainError(NOT_FOUND);
    return found;
  }

  async upload(
    actor: Actor,
    companyId: string,
    purpose: DocumentPurpose,
    upload: Pick<NewFile, 'name' | 'stream'>,
  ): Promise<FileDescription> {
    await this.database.transaction(actor, async () =>
      (await this.access.own(actor, companyId, 'company.edit', 'pessimistic_read')).requireEditable(),
    );
    const picture = purpose === 'product_picture';
    if (picture && !isImageName(upload.name))
      throw new DomainError(FILE_TYPE_NOT_ALLOWED, { allowed: 'png, jpg, webp' });
    return this.files.store(actor, { ...upload, companyId, purpose, visibility: picture ? 'public' : 'private' });
  }

  /** @throws DomainError DOCUMENT_IS_EVIDENCE for a legal document on which the verification stands. */
  remove(actor: Actor, companyId: string, fileId: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.own(actor, companyId, 'company.edit');
      company.requireEditable();
      const [file] = await this.database.query<{ evidence: boolean }>(EVIDENCE, [
        fileId,
        companyId,
        company.submittedAt,
      ]);
      if (!file) throw new DomainError(NOT_FOUND);
      if (company.status === 'verified' && file.evidence) throw new DomainError(DOCUMENT_IS_EVIDENCE);
      await this.files.delete(actor, companyId, fileId);
    });
  }
}

const EVIDENCE: Statement = {
  name: 'companies.document-is-evidence',
  text: `SELECT purpose = 'legal_document' AND coalesce(created_at <= $3, false) AS evidence FROM files WHERE id = $1 AND company_id = $2
         AND purpose IN ('legal_document', 'certificate', 'product_picture', 'other')`,
};
