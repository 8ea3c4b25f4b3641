import { Injectable } from '@nestjs/common';
import type { Actor } from '@shuqiao/kernel';
import { Audit, Database, Files, Outbox, type Statement } from '@shuqiao/platform';
import { companyDeleted } from './companies.events';
import { CompanyAccess } from './company-access';

/** Takes back a company that nobody but its own people has ever seen. */
@Injectable()
export class CompanyDeletion {
  constructor(
    private readonly database: Database,
    private readonly access: CompanyAccess,
    private readonly files: Files,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Deletes a draft for good with its files, contact persons, drafts of demands, invitations and memberships. The audit
   * keeps that it was, by its id.
   * @throws DomainError COMPANY_NOT_DELETABLE once it was submitted, STALE_VERSION.
   */
  deleteDraft(actor: Actor, companyId: string, version: number): Promise<void> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.own(actor, companyId, 'company.delete');
      company.requireVersion(version);
      company.requireNeverSubmitted();
      for (const release of RELEASE_FILES) await this.database.query(release, [companyId]);
      const files = await this.files.deleteAll(actor, companyId);
      await this.database.query(DELETE_DRAFT, [companyId]);
      const subject = { subjectType: 'company', subjectId: companyId, companyId };
      await this.audit.record(actor, { action: 'company.deleted', ...subject, details: { files } });
      await this.outbox.publish(actor, companyDeleted(company));
    });
  }
}

// What points at a file goes before the file.
const RELEASE_FILES: readonly Statement[] = ['company_products', 'company_certificates', 'demand_attachments'].map(
  (table) => ({ name: `companies.delete-draft:${table}`, text: `DELETE FROM ${table} WHERE company_id = $1` }),
);
const DELETE_DRAFT: Statement = { name: 'companies.delete-draft', text: 'SELECT delete_draft_company($1)' };
