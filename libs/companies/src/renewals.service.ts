import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, newId } from '@shuqiao/kernel';
import { type ReviewDecision, Reviews } from '@shuqiao/moderation';
import { Database } from '@shuqiao/platform';
import { COMPANY_NOT_VERIFIED, NOTHING_TO_RENEW } from './companies.errors';
import { renewalDecided, renewalOpened, renewalSubmitted } from './companies.events';
import { CompanyAccess } from './company-access';
import { COMPANY_CHECKS, requiredChecks } from './company-checks';
import type { Company } from './company.entity';
import { dateOf } from './dates';
import { Findings } from './findings';
import { ProfileReader } from './profile-content';
import { Publications } from './publications.service';
import { Renewal } from './renewal.entity';
import { RenewalRegister } from './renewal-register';
import { renewalSnapshot } from './review-snapshot';
import { Suspensions } from './suspensions.service';

/** So many days before a finding runs out its company is told, and may ask for the check to be done again. */
export const RENEWAL_NOTICE_DAYS = 30;

/** Doing checks of a verified company again, while it stays public. */
@Injectable()
export class Renewals {
  constructor(
    private readonly database: Database,
    private readonly access: CompanyAccess,
    private readonly profiles: ProfileReader,
    private readonly findings: Findings,
    private readonly register: RenewalRegister,
    private readonly publications: Publications,
    private readonly suspensions: Suspensions,
    private readonly reviews: Reviews,
    private readonly clock: Clock,
  ) {}

  /**
   * The company asks for what has run out or is about to, or answers a renewal that was returned to it.
   * @throws DomainError COMPANY_NOT_VERIFIED, RENEWAL_UNDER_REVIEW, NOTHING_TO_RENEW
   */
  submit(actor: Actor, companyId: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.own(actor, companyId, 'company.submit');
      if (company.status !== 'verified') throw new DomainError(COMPANY_NOT_VERIFIED, { status: company.status });
      const due = await this.due(companyId);
      const returned = await this.register.openOf(companyId);
      if (!returned) {
        if (!due.length) throw new DomainError(NOTHING_TO_RENEW);
        return this.start(actor, company, due, 'submitted');
      }
      returned.requireReturned();
      const checks = [...new Set([...returned.checks, ...due])].sort();
      returned.answer(await this.openCase(actor, company, checks), checks);
      await this.register.keep(actor, returned, 'submitted', renewalSubmitted(returned));
      await this.publications.refresh(actor, company);
    });
  }

  /** Opens a renewal when a finding of the company has run out and none is open. False otherwise. */
  openIfDue(actor: Actor, companyId: string): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.locked(companyId);
      if (company.status !== 'verified' || (await this.register.openOf(companyId))) return false;
      const checks = await this.findings.checksOn(companyId, dateOf(this.clock.now()));
      const runOut = checks.some(({ check, expired }) => expired && COMPANY_CHECKS.some((one) => one.check === check));
      if (runOut) await this.start(actor, company, await this.due(companyId), 'opened');
      return runOut;
    });
  }

  /**
   * Applies a decision; inside the handler's transaction. False when the case is no renewal's. Approved, its findings
   * count from now on; rejected, the company is suspended; returned, it stays public and has some time to answer.
   */
  async conclude(actor: Actor, decision: ReviewDecision): Promise<boolean> {
    const found = await this.register.ofCase(decision.id);
    if (!found) return false;
    const company = await this.access.locked(found.companyId);
    const renewal = await this.register.ofCase(decision.id);
    if (!renewal?.conclude(decision.decision, this.clock.now())) return true;
    await this.register.keep(actor, renewal, decision.decision, renewalDecided(renewal));
    if (decision.decision === 'approved') {
      await this.findings.keep(company.id, decision);
      await this.publications.refresh(actor, company);
    }
    if (decision.decision === 'rejected') await this.suspensions.suspendItself(actor, company, 'renewal_rejected');
    return true;
  }

  private async start(actor: Actor, company: Company, checks: string[], act: 'opened' | 'submitted'): Promise<void> {
    const reviewCaseId = await this.openCase(actor, company, checks);
    const renewal = Renewal.opened({ id: newId(), companyId: company.id, reviewCaseId, checks }, this.clock.now());
    const event = act === 'opened' ? renewalOpened(renewal) : renewalSubmitted(renewal);
    await this.register.keep(actor, renewal, act, event);
    await this.publications.refresh(actor, company);
  }

  private async openCase(actor: Actor, company: Company, checks: readonly string[]): Promise<string> {
    const content = await this.profiles.read(company);
    const documents = await this.profiles.documents(company.id);
    return this.reviews.open(actor, {
      subjectType: 'company',
      subjectId: company.id,
      subjectVersion: company.version,
      companyId: company.id,
      title: company.legalName,
      titleLang: company.legalNameLang,
      snapshot: renewalSnapshot(content, documents, await this.profiles.parties(company.id)),
      flags: ['renewal'],
      requiredChecks: requiredChecks(checks),
    });
  }

  /** The checks without a finding that holds beyond the days of notice. */
  private async due(companyId: string): Promise<string[]> {
    const from = dateOf(this.clock.now(), RENEWAL_NOTICE_DAYS);
    const lasting = (await this.findings.checks(companyId)).filter(
      ({ result, validUntil }) => result === 'passed' && (validUntil === null || validUntil >= from),
    );
    return COMPANY_CHECKS.map(({ check }) => check).filter((code) => !lasting.some(({ check }) => check === code));
  }
}
