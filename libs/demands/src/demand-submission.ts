import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, invalid } from '@shuqiao/kernel';
import { Reviews } from '@shuqiao/moderation';
import { Database, type Statement } from '@shuqiao/platform';
import type { DemandContent } from './demand-content';
import { publicContent } from './demand-document';
import type { Demand } from './demand.entity';
import { DEMAND_COMPANY_NOT_VERIFIED } from './demand.errors';
import { DemandReferences } from './demand-references';
import { faultsAtSubmission, isLargeBudget } from './demand-rules';

/** What a first submission and an amendment have in common: the checks and the review case. */
@Injectable()
export class DemandSubmission {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reviews: Reviews,
    private readonly references: DemandReferences,
  ) {}

  /** Opens the review case of what is to become the public `version`, once everything is in order; returns its id. */
  async open(actor: Actor, demand: Demand, content: DemandContent, version: number): Promise<string> {
    await this.requireVerified(demand.companyId);
    const faults = faultsAtSubmission(content, this.clock.now());
    if (faults.length) throw invalid(...faults);
    await this.references.check(content, content.requirements);
    const large = isLargeBudget(content.budget);
    return this.reviews.open(actor, {
      subjectType: 'demand',
      subjectId: demand.id,
      subjectVersion: version,
      companyId: demand.companyId,
      title: content.title.text,
      titleLang: content.title.lang,
      snapshot: publicContent(content),
      flags: large ? ['large-budget'] : [],
      needsSecondReview: large,
    });
  }

  /** The share lock keeps a suspension from passing between this look and the commit. */
  async requireVerified(companyId: string): Promise<void> {
    const rows = await this.database.query(VERIFIED, [companyId]);
    if (!rows.length) throw new DomainError(DEMAND_COMPANY_NOT_VERIFIED);
  }
}

const VERIFIED: Statement = {
  name: 'demands.verified-company',
  text: `SELECT id FROM companies WHERE id = $1 AND status = 'verified' FOR SHARE`,
};
