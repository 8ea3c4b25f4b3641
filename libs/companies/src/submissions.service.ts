import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError } from '@shuqiao/kernel';
import { type DecisionForCompany, type ReviewDecision, Reviews } from '@shuqiao/moderation';
import { Audit, Database, Outbox } from '@shuqiao/platform';
import { COMPANY_INCOMPLETE } from './companies.errors';
import { companyRejected, companyReturned, companySubmitted, companyVerified } from './companies.events';
import { requiredChecks } from './company-checks';
import { CompanyAccess } from './company-access';
import { Company, type VerificationResult } from './company.entity';
import { completenessOf } from './completeness';
import { DUPLICATE_REMARK, flagsFor, isTakenNumber } from './duplicates';
import { Findings } from './findings';
import { LegalChanges } from './legal-changes.service';
import { NumberRegister } from './number-register';
import { ProfileReader } from './profile-content';
import { Publications } from './publications.service';
import { Renewals } from './renewals.service';
import { profileSnapshot } from './review-snapshot';

const RESULTS = { approved: 'verified', returned: 'returned', rejected: 'rejected' } as const;
const EVENTS = { verified: companyVerified, returned: companyReturned, rejected: companyRejected } as const;

/** Submitting a company for verification, and what the decision does to it. */
@Injectable()
export class Submissions {
  constructor(
    private readonly database: Database,
    private readonly access: CompanyAccess,
    private readonly profiles: ProfileReader,
    private readonly numbers: NumberRegister,
    private readonly findings: Findings,
    private readonly publications: Publications,
    private readonly legalChanges: LegalChanges,
    private readonly renewals: Renewals,
    private readonly reviews: Reviews,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError COMPANY_NOT_SUBMITTABLE, COMPANY_INCOMPLETE (`missing`), COMPANY_ALREADY_REGISTERED */
  submit(actor: Actor, companyId: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.own(actor, companyId, 'company.submit');
      company.submit(this.clock.now());
      const content = await this.profiles.read(company);
      const documents = await this.profiles.documents(companyId);
      const { required } = completenessOf(content, documents, await this.profiles.contactCount(companyId));
      if (required.length) throw new DomainError(COMPANY_INCOMPLETE, { missing: required });
      const flags = flagsFor(
        content.registrationNumbers,
        await this.numbers.otherHolders(company, content.registrationNumbers),
      );
      await this.database.repository(Company).save(company);
      await this.reviews.open(actor, {
        subjectType: 'company',
        subjectId: companyId,
        subjectVersion: company.version,
        companyId,
        title: company.legalName,
        titleLang: company.legalNameLang,
        snapshot: profileSnapshot(content, documents, await this.profiles.parties(companyId)),
        flags,
        needsSecondReview: flags.includes(DUPLICATE_REMARK),
        requiredChecks: requiredChecks(),
      });
      await this.record(actor, company, 'company.submitted', flags);
      await this.outbox.publish(actor, companySubmitted(company));
    });
  }

  lastDecision(actor: Actor, companyId: string): Promise<DecisionForCompany | null> {
    return this.reviews.lastDecisionFor(actor, 'company', companyId);
  }

  /**
   * Applies a decision of moderation, for `review.decided.v1`. Safe to repeat, and blind to other subjects. When another
   * company got the same number verified in the meantime, an approval becomes a return with a remark of the system's.
   */
  async applyReviewDecision(actor: Actor, reviewCaseId: string): Promise<void> {
    try {
      await this.apply(actor, reviewCaseId, false);
    } catch (error) {
      if (!isTakenNumber(error)) throw error;
      await this.apply(actor, reviewCaseId, true);
    }
  }

  private apply(actor: Actor, reviewCaseId: string, numberTaken: boolean): Promise<void> {
    return this.database.transaction(actor, async () => {
      const decision = await this.reviews.decisionOf(reviewCaseId);
      if (decision.subjectType === 'company' && !(await this.renewals.conclude(actor, decision)))
        await this.conclude(actor, decision, numberTaken);
      if (decision.subjectType === 'company_legal_change')
        await this.legalChanges.conclude(actor, decision, numberTaken);
    });
  }

  private async conclude(actor: Actor, decision: ReviewDecision, numberTaken: boolean): Promise<void> {
    const company = await this.access.locked(decision.subjectId);
    // The version tells a decision on an earlier submission, delivered late, from the one that is waited for.
    if (company.version !== decision.subjectVersion) return;
    const result: VerificationResult = numberTaken ? 'returned' : RESULTS[decision.decision];
    if (!company.conclude(result, this.clock.now(), numberTaken ? DUPLICATE_REMARK : null)) return;
    await this.database.repository(Company).save(company);
    if (result === 'verified') {
      await this.numbers.putInForce(company.id);
      await this.findings.keep(company.id, decision);
      await this.publications.refresh(actor, company);
    }
    await this.record(actor, company, `company.${result}`, numberTaken ? [DUPLICATE_REMARK] : []);
    await this.outbox.publish(actor, EVENTS[result](company));
  }

  private record(actor: Actor, { id, version }: Company, action: string, flags: string[]): Promise<void> {
    const details = { version, flags };
    return this.audit.record(actor, { action, subjectType: 'company', subjectId: id, companyId: id, details });
  }
}
