import { Injectable } from '@nestjs/common';
import type { Actor, JsonObject } from '@shuqiao/kernel';
import { Database, Outbox, type Statement } from '@shuqiao/platform';
import { companyChanged } from './companies.events';
import type { Company } from './company.entity';
import { Findings } from './findings';
import { ProfileReader } from './profile-content';
import { buildPublicDocument } from './public-document';

/** Keeps the public document of a company in step with its profile, in the transaction of the change. */
@Injectable()
export class Publications {
  constructor(
    private readonly database: Database,
    private readonly profiles: ProfileReader,
    private readonly findings: Findings,
    private readonly outbox: Outbox,
  ) {}

  /** Builds the document anew if the company is verified; otherwise there is none to keep. */
  async refresh(actor: Actor, company: Company): Promise<void> {
    if (company.status !== 'verified') return;
    const content = await this.profiles.read(company);
    await this.put(company, buildPublicDocument(content, await this.findings.checks(company.id)));
    await this.outbox.publish(actor, companyChanged(company));
  }

  /** Makes this the public document of a company that may have one; the caller announces it. */
  async put(company: Company, document: JsonObject): Promise<void> {
    await this.database.query(PUBLISH, [company.id, JSON.stringify(document)]);
  }

  /** Takes the company out of the public's sight. */
  async withdraw(actor: Actor, company: Company): Promise<void> {
    await this.database.query(PUBLISH, [company.id, null]);
    await this.outbox.publish(actor, companyChanged(company));
  }

  /** Removes a product, reference case or certificate that is gone from the evidence of capabilities. */
  async forgetEvidence(companyId: string, itemId: string): Promise<void> {
    await this.database.query(FORGET_EVIDENCE, [companyId, itemId]);
  }
}

const PUBLISH: Statement = {
  name: 'companies.publish',
  text: `UPDATE companies SET public_document = $2::jsonb,
           published_at = CASE WHEN $2::jsonb IS NULL THEN NULL ELSE now() END WHERE id = $1`,
};
const FORGET_EVIDENCE: Statement = {
  name: 'companies.forget-evidence',
  text: `UPDATE company_capabilities SET evidence = (
           SELECT coalesce(jsonb_agg(item), '[]') FROM jsonb_array_elements(evidence) AS item WHERE item ->> 'id' <> $2)
         WHERE company_id = $1 AND evidence @> jsonb_build_array(jsonb_build_object('id', $2::text))`,
};
