import { Injectable } from '@nestjs/common';
import { type Actor, Clock, decodeCursor, type Page, pageOf, type PageRequest } from '@shuqiao/kernel';
import { Audit, Database, type FileDescription, Files, type SignedLink, type Statement } from '@shuqiao/platform';
import { CompanyAccess } from './company-access';
import type { CompanyCard, CompanyStatus, Side } from './company.types';
import { type CompanyFinding, Findings } from './findings';
import { CONTACTS } from './items/item-kinds';
import type { Contact } from './items/company-items.entities';
import { LegalChange } from './legal-change.entity';
import { type ProfileContent, ProfileReader } from './profile-content';
import type { Renewal } from './renewal.entity';
import { RenewalRegister } from './renewal-register';
import { DOCUMENT_PURPOSES } from './documents.service';

export interface InspectionFilter {
  readonly status?: CompanyStatus | undefined;
  readonly country?: string | undefined;
  readonly side?: Side | undefined;
  /** Only companies of which the newest finding of some check no longer holds. */
  readonly expiredCheck?: boolean | undefined;
}

export type InspectedCard = CompanyCard & { readonly createdAt: string; readonly submittedAt: string | null };

/** Everything the secretariat may see of one company. */
export interface InspectedCompany {
  readonly content: ProfileContent;
  readonly contacts: readonly Contact[];
  readonly documents: readonly (FileDescription & { readonly link: SignedLink })[];
  readonly findings: readonly CompanyFinding[];
  readonly legalChanges: readonly LegalChange[];
  readonly renewals: readonly Renewal[];
}

/** Companies as staff see them, in every state. */
@Injectable()
export class CompanyInspection {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly access: CompanyAccess,
    private readonly profiles: ProfileReader,
    private readonly findings: Findings,
    private readonly renewals: RenewalRegister,
    private readonly files: Files,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  list(actor: Actor, filter: InspectionFilter, { limit, cursor }: PageRequest): Promise<Page<InspectedCard>> {
    return this.database.transaction(actor, async () => {
      const [before = LAST] = cursor ? decodeCursor(cursor, ['uuid']) : [];
      const { statement, values } = listStatement(filter, this.clock.now());
      const rows = await this.database.query<InspectedCard & Record<string, unknown>>(statement, [
        before,
        limit + 1,
        ...values,
      ]);
      return pageOf(rows, limit, (row) => [row.companyId]);
    });
  }

  /** One company with its contact persons; that somebody looked at them stands in the audit. */
  get(actor: Actor, companyId: string): Promise<InspectedCompany> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.locked(companyId, 'pessimistic_read');
      const content = await this.profiles.read(company);
      const contacts = await this.database
        .repository(CONTACTS.entity)
        .find({ where: { companyId }, order: { id: 'ASC' }, take: CONTACTS.max });
      if (contacts.length)
        await this.audit.record(actor, {
          action: 'company.contacts_viewed',
          subjectType: 'company_contacts',
          subjectId: companyId,
          companyId,
          details: { contacts: contacts.length },
        });
      const documents = await this.files.list(actor, companyId, DOCUMENT_PURPOSES);
      return {
        content,
        contacts,
        documents: documents.map((document) => ({ ...document, link: this.files.signedLink(document.id) })),
        findings: await this.findings.history(actor, companyId),
        legalChanges: await this.database
          .repository(LegalChange)
          .find({ where: { companyId }, order: { id: 'DESC' }, take: 50 }),
        renewals: await this.renewals.newest(companyId, 50),
      };
    });
  }
}

const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

// One statement per combination of filters, so that each has a plan of its own; the columns come from here alone.
function listStatement(filter: InspectionFilter, now: Date): { statement: Statement; values: string[] } {
  const given = (['status', 'country', 'side'] as const).flatMap((column) => {
    const value = filter[column];
    return value === undefined ? [] : [{ column, value }];
  });
  const conditions = given.map(({ column }, index) => ` AND ${column} = $${index + 3}`).join('');
  const expired = filter.expiredCheck ? ` AND ${hasExpiredCheck(given.length + 3)}` : '';
  const text = `SELECT id AS "companyId", json_build_object('lang', legal_name_lang, 'text', legal_name) AS "legalName", names, country, side,
      kind, status, to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt",
      to_char(submitted_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "submittedAt"
    FROM companies WHERE id < $1${conditions}${expired} ORDER BY id DESC LIMIT $2`;
  const columns = [...given.map(({ column }) => column), ...(expired ? ['expired-check'] : [])];
  const values = [...given.map(({ value }) => value), ...(expired ? [now.toISOString().slice(0, 10)] : [])];
  return { statement: { name: `companies.inspect-list:${columns.join('+')}`, text }, values };
}

function hasExpiredCheck(parameter: number): string {
  return `EXISTS (SELECT FROM company_findings finding WHERE finding.company_id = companies.id
    AND finding.current AND finding.valid_until < $${parameter}::date)`;
}
