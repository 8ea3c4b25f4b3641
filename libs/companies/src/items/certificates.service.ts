import { Injectable } from '@nestjs/common';
import { type Actor, fieldError, invalid, MUST_BE_LATER } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { UNKNOWN_FILE } from '../companies.errors';
import { CompanyItems } from './company-items';
import type { Certificate } from './company-items.entities';
import { CERTIFICATES } from './item-kinds';

export interface CertificateContent {
  readonly name: string;
  readonly scheme: string;
  readonly issuer: string;
  readonly number: string | null;
  /** Dates, `2026-03-31`. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly fileId: string | null;
}

type Checked = Pick<CertificateContent, 'validFrom' | 'validUntil' | 'fileId'>;

@Injectable()
export class Certificates {
  constructor(
    private readonly items: CompanyItems,
    private readonly database: Database,
  ) {}

  list(actor: Actor, companyId: string): Promise<Certificate[]> {
    return this.items.list(actor, companyId, CERTIFICATES);
  }

  add(actor: Actor, companyId: string, content: CertificateContent): Promise<Certificate> {
    return this.items.add(actor, companyId, CERTIFICATES, async () => {
      await this.check(companyId, content);
      return content;
    });
  }

  change(
    actor: Actor,
    companyId: string,
    id: string,
    version: number,
    changes: Partial<CertificateContent>,
  ): Promise<Certificate> {
    return this.items.change(actor, companyId, CERTIFICATES, { id, version }, async (current) => {
      const { validFrom = current.validFrom, validUntil = current.validUntil } = changes;
      await this.check(companyId, { validFrom, validUntil, fileId: changes.fileId ?? null });
      return changes;
    });
  }

  remove(actor: Actor, companyId: string, id: string): Promise<void> {
    return this.items.remove(actor, companyId, CERTIFICATES, id);
  }

  private async check(companyId: string, { validFrom, validUntil, fileId }: Checked): Promise<void> {
    if (validFrom && validUntil && validUntil < validFrom) {
      throw invalid(fieldError('/validUntil', MUST_BE_LATER, { other: 'validFrom' }));
    }
    if (!fileId) return;
    const found = await this.database.query(CERTIFICATE_FILE, [fileId, companyId]);
    if (!found.length) throw invalid(fieldError('/fileId', UNKNOWN_FILE));
  }
}

const CERTIFICATE_FILE: Statement = {
  name: 'companies.find-certificate-file',
  text: `SELECT FROM files WHERE id = $1 AND company_id = $2 AND purpose = 'certificate'`,
};
