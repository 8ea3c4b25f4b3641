import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, newId, NOT_FOUND } from '@shuqiao/kernel';
import { type DecisionForCompany, type ReviewDecision, Reviews } from '@shuqiao/moderation';
import { Audit, Database, Outbox } from '@shuqiao/platform';
import { LEGAL_CHANGE_UNDER_REVIEW } from './companies.errors';
import { legalChangeDecided, legalChangeSubmitted, legalChangeWithdrawn } from './companies.events';
import { checksTouchedBy, requiredChecks } from './company-checks';
import { CompanyAccess } from './company-access';
import { Company } from './company.entity';
import type { LegalIdentity } from './company.types';
import { DUPLICATE_REMARK, flagsFor } from './duplicates';
import { Findings } from './findings';
import { LegalChange } from './legal-change.entity';
import { NumberRegister } from './number-register';
import { ProfileReader } from './profile-content';
import { Publications } from './publications.service';
import { RenewalRegister } from './renewal-register';
import { legalChangeSnapshot } from './review-snapshot';

/** The newest legal change of a company, with what the company may read of the decision on it. */
export interface LegalChangeState {
  readonly change: LegalChange;
  readonly decision: DecisionForCompany | null;
}

/** Changes of a verified company's legal details: reviewed by two, while the verified version stays public. */
@Injectable()
export class LegalChanges {
  constructor(
    private readonly database: Database,
    private readonly access: CompanyAccess,
    private readonly profiles: ProfileReader,
    private readonly numbers: NumberRegister,
    private readonly findings: Findings,
    private readonly publications: Publications,
    private readonly renewals: RenewalRegister,
    private readonly reviews: Reviews,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Opens the review of a change, under the lock of the company's row. */
  async open(actor: Actor, company: Company, current: LegalIdentity, wanted: LegalIdentity): Promise<void> {
    const open = await this.database.repository(LegalChange).existsBy({ companyId: company.id, status: 'submitted' });
    if (open) throw new DomainError(LEGAL_CHANGE_UNDER_REVIEW);
    const others = await this.numbers.otherHolders(
      { id: company.id, country: wanted.country },
      wanted.registrationNumbers,
    );
    const flags = flagsFor(wanted.registrationNumbers, others);
    const change = LegalChange.submitted(newId(), company.id, wanted, this.clock.now());
    await this.database.repository(LegalChange).insert(change);
    await this.reviews.open(actor, {
      subjectType: 'company_legal_change',
      subjectId: change.id,
      subjectVersion: 1,
      companyId: company.id,
      title: wanted.legalName.text,
      titleLang: wanted.legalName.lang,
      snapshot: legalChangeSnapshot(
        current,
        wanted,
        await this.profiles.documents(company.id),
        await this.profiles.parties(company.id),
      ),
      flags,
      needsSecondReview: true,
      requiredChecks: requiredChecks(checksTouchedBy(current, wanted)),
    });
    await this.record(actor, change, 'submitted');
    await this.outbox.publish(actor, legalChangeSubmitted(change));
  }

  /** Takes back the change under review. @throws DomainError NOT_FOUND when there is none. */
  withdraw(actor: Actor, companyId: string): Promise<void> {
    return this.database.transaction(actor, async () => {
      await this.access.own(actor, companyId, 'company.submit');
      if (!(await this.withdrawOpen(actor, companyId))) throw new DomainError(NOT_FOUND);
    });
  }

  /** The same under the lock of the company's row, for whoever has checked the permission. False when there is none. */
  async withdrawOpen(actor: Actor, companyId: string): Promise<boolean> {
    const change = await this.database.repository(LegalChange).findOneBy({ companyId, status: 'submitted' });
    // No case means that the decision has just fallen; the handler will carry it out.
    if (!change || !(await this.reviews.withdraw(actor, 'company_legal_change', change.id))) return false;
    change.conclude('withdrawn', this.clock.now());
    await this.database.repository(LegalChange).save(change);
    await this.record(actor, change, 'withdrawn');
    await this.outbox.publish(actor, legalChangeWithdrawn(change));
    return true;
  }

  /** The newest change unless it was withdrawn; inside the caller's transaction. */
  async latest(actor: Actor, companyId: string): Promise<LegalChangeState | null> {
    const [change] = await this.database
      .repository(LegalChange)
      .find({ where: { companyId }, order: { id: 'DESC' }, take: 1 });
    if (!change || change.status === 'withdrawn') return null;
    return { change, decision: await this.reviews.lastDecisionFor(actor, 'company_legal_change', change.id) };
  }

  /** Applies a decision; inside the handler's transaction. `numberTaken` turns an approval into a return. */
  async conclude(actor: Actor, decision: ReviewDecision, numberTaken: boolean): Promise<void> {
    const found = await this.database.repository(LegalChange).findOneBy({ id: decision.subjectId });
    if (!found) return;
    const company = await this.access.locked(found.companyId);
    const change = await this.database.repository(LegalChange).findOneByOrFail({ id: decision.subjectId });
    if (change.status !== 'submitted') return;
    // A decision that reaches a company that has left puts nothing into force any more.
    const left = company.status === 'withdrawn';
    const result = left ? 'withdrawn' : numberTaken ? 'returned' : decision.decision;
    change.conclude(result, this.clock.now(), numberTaken ? DUPLICATE_REMARK : null);
    await this.database.repository(LegalChange).save(change);
    if (result === 'approved') await this.putInForce(actor, company, change, decision);
    await this.record(actor, change, result);
    await this.outbox.publish(actor, left ? legalChangeWithdrawn(change) : legalChangeDecided(change));
  }

  private async putInForce(
    actor: Actor,
    company: Company,
    change: LegalChange,
    decision: ReviewDecision,
  ): Promise<void> {
    const now = this.clock.now();
    const { legalName, legalNameLang, country } = change;
    Object.assign(company, { legalName, legalNameLang, country, verifiedAt: now });
    company.touch(now);
    await this.database.repository(Company).save(company);
    await this.numbers.replace(company, change.registrationNumbers, true);
    await this.findings.keep(company.id, decision);
    // It was about the details of before; what has run out of the others is opened anew.
    await this.renewals.withdraw(actor, company.id);
    // The side follows from the country, in the database: read it again.
    await this.publications.refresh(actor, await this.access.locked(company.id));
  }

  private record(actor: Actor, { id, companyId }: LegalChange, act: string): Promise<void> {
    const action = `company.legal_change_${act}`;
    const details = { legalChangeId: id };
    return this.audit.record(actor, { action, subjectType: 'company', subjectId: companyId, companyId, details });
  }
}
