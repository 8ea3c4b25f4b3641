import { Injectable } from '@nestjs/common';
import { DUPLICATE, fieldError, invalid } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { TaxonomyService } from '@shuqiao/taxonomy';
import { UNKNOWN_EVIDENCE } from './companies.errors';
import type { Capability } from './company.types';

/** What companies can deliver; inside the caller's transaction, under the lock of the company's row. */
@Injectable()
export class Capabilities {
  constructor(
    private readonly database: Database,
    private readonly taxonomy: TaxonomyService,
  ) {}

  of(companyId: string): Promise<Capability[]> {
    return this.database.query<Capability & Record<string, unknown>>(OF, [companyId]);
  }

  /** Replaces the whole list. @throws DomainError VALIDATION_FAILED naming unknown concepts and evidence. */
  async replace(companyId: string, capabilities: readonly Capability[]): Promise<void> {
    await this.check(companyId, capabilities);
    await this.database.query(CLEAR, [companyId]);
    if (!capabilities.length) return;
    await this.database.query(ADD, [
      companyId,
      capabilities.map(({ concept }) => concept),
      capabilities.map(({ maturity }) => maturity),
      capabilities.map(({ evidence }) => JSON.stringify(evidence.map(({ type, id }) => ({ type, id })))),
    ]);
  }

  private async check(companyId: string, capabilities: readonly Capability[]): Promise<void> {
    const concepts = capabilities.map(({ concept }) => concept);
    const repeated = concepts.flatMap((concept, index) =>
      concepts.indexOf(concept) < index ? [fieldError(`/capabilities/${index}/concept`, DUPLICATE)] : [],
    );
    if (repeated.length) throw invalid(...repeated);
    await this.taxonomy.requireConcepts(concepts, (index) => `/capabilities/${index}/concept`);
    const named = new Set((await this.database.query<{ key: string }>(EVIDENCE, [companyId])).map(({ key }) => key));
    const unknown = capabilities.flatMap(({ evidence }, index) =>
      evidence.flatMap(({ type, id }, position) =>
        named.has(`${type}:${id}`) ? [] : [fieldError(`/capabilities/${index}/evidence/${position}`, UNKNOWN_EVIDENCE)],
      ),
    );
    if (unknown.length) throw invalid(...unknown);
  }
}

const OF: Statement = {
  name: 'companies.capabilities-of',
  text: 'SELECT concept, maturity, evidence FROM company_capabilities WHERE company_id = $1 ORDER BY position',
};
const CLEAR: Statement = {
  name: 'companies.clear-capabilities',
  text: 'DELETE FROM company_capabilities WHERE company_id = $1',
};
const ADD: Statement = {
  name: 'companies.add-capabilities',
  text: `INSERT INTO company_capabilities (company_id, concept, position, maturity, evidence)
         SELECT $1, concept, position, maturity, evidence::jsonb
         FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS given (concept, maturity, evidence, position)`,
};
const EVIDENCE: Statement = {
  name: 'companies.evidence',
  text: `SELECT 'product:' || id AS key FROM company_products WHERE company_id = $1
         UNION ALL SELECT 'reference_case:' || id FROM company_reference_cases WHERE company_id = $1
         UNION ALL SELECT 'certificate:' || id FROM company_certificates WHERE company_id = $1`,
};
