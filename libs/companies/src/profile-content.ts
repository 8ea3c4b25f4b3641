import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@shuqiao/platform';
import { Capabilities } from './capabilities';
import type { Company } from './company.entity';
import type { Capability, RegistrationNumber } from './company.types';
import { Certificate, Product, ReferenceCase } from './items/company-items.entities';
import { NumberRegister } from './number-register';

export interface ProfileDocument {
  readonly id: string;
  readonly purpose: string;
  readonly name: string;
  readonly sha256: string;
}

/** Everything of a company that may be judged or shown; no contact persons. */
export interface ProfileContent {
  readonly company: Company;
  readonly registrationNumbers: readonly RegistrationNumber[];
  readonly capabilities: readonly Capability[];
  readonly products: readonly Product[];
  readonly referenceCases: readonly ReferenceCase[];
  readonly certificates: readonly Certificate[];
}

/** Who acts for a company and how it is reached, by ids alone: a snapshot keeps nobody's name or address. */
export interface ProfileParties {
  /** The accounts of its owners. */
  readonly owners: readonly string[];
  readonly contacts: readonly { readonly id: string; readonly version: number }[];
}

/** Reads a profile together, inside the caller's transaction. */
@Injectable()
export class ProfileReader {
  constructor(
    private readonly database: Database,
    private readonly numbers: NumberRegister,
    private readonly capabilities: Capabilities,
  ) {}

  // One after the other: a transaction is one connection.
  async read(company: Company): Promise<ProfileContent> {
    const where = { where: { companyId: company.id }, order: { id: 'ASC' as const } };
    const registrationNumbers = await this.numbers.of(company.id);
    const capabilities = await this.capabilities.of(company.id);
    const products = await this.database.repository(Product).find({ ...where, take: 30 });
    const referenceCases = await this.database.repository(ReferenceCase).find({ ...where, take: 50 });
    const certificates = await this.database.repository(Certificate).find({ ...where, take: 50 });
    return { company, registrationNumbers, capabilities, products, referenceCases, certificates };
  }

  documents(companyId: string): Promise<ProfileDocument[]> {
    return this.database.query<ProfileDocument & Record<string, unknown>>(DOCUMENTS, [companyId]);
  }

  async parties(companyId: string): Promise<ProfileParties> {
    const owners = await this.database.query<{ id: string }>(OWNERS, [companyId]);
    const contacts = await this.database.query<{ id: string; version: number }>(CONTACTS, [companyId]);
    return { owners: owners.map(({ id }) => id), contacts };
  }

  async contactCount(companyId: string): Promise<number> {
    const [row] = await this.database.query<{ contacts: number }>(COUNT_CONTACTS, [companyId]);
    return row?.contacts ?? 0;
  }
}

const DOCUMENTS: Statement = {
  name: 'companies.documents',
  text: `SELECT id, purpose, name, sha256 FROM files WHERE company_id = $1
         AND purpose IN ('legal_document', 'certificate', 'product_picture', 'other') ORDER BY id`,
};
const OWNERS: Statement = {
  name: 'companies.owners',
  text: `SELECT account_id AS id FROM memberships WHERE company_id = $1 AND role = 'owner' ORDER BY account_id`,
};
const CONTACTS: Statement = {
  name: 'companies.contact-versions',
  text: 'SELECT id, version FROM company_contacts WHERE company_id = $1 ORDER BY id',
};
const COUNT_CONTACTS: Statement = {
  name: 'companies.count-contacts',
  text: 'SELECT count(*)::integer AS contacts FROM company_contacts WHERE company_id = $1',
};
