import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Reviews } from '@shuqiao/moderation';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { companyWithdrawn } from './companies.events';
import { CompanyAccess } from './company-access';
import { Company } from './company.entity';
import { LegalChanges } from './legal-changes.service';
import { Publications } from './publications.service';
import { RenewalRegister } from './renewal-register';

/** A company leaves the portal for good, by its owner's act. */
@Injectable()
export class CompanyWithdrawal {
  constructor(
    private readonly database: Database,
    private readonly access: CompanyAccess,
    private readonly legalChanges: LegalChanges,
    private readonly publications: Publications,
    private readonly renewals: RenewalRegister,
    private readonly reviews: Reviews,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends its reviews, takes its page away, erases its contact persons and closes its open invitations; demands, answers
   * and seats follow by the event. A registration number becomes free for a new registration, unless the company was
   * suspended: nobody gets rid of a suspension by leaving and coming back.
   * @throws DomainError COMPANY_NOT_WITHDRAWABLE for a draft, which is deleted instead, and when it has left; STALE_VERSION.
   */
  withdraw(actor: Actor, companyId: string, version: number): Promise<void> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const company = await this.access.own(actor, companyId, 'company.withdraw');
      company.requireVersion(version);
      const from = company.status;
      company.withdraw(now);
      await this.database.repository(Company).save(company);
      if (from === 'submitted') await this.reviews.withdraw(actor, 'company', companyId);
      await this.legalChanges.withdrawOpen(actor, companyId);
      await this.renewals.withdraw(actor, companyId);
      await this.publications.withdraw(actor, company);
      if (from !== 'suspended') await this.database.query(FREE_NUMBERS, [companyId]);
      await this.database.query(ERASE_CONTACTS, [companyId]);
      await this.database.query(CLOSE_INVITATIONS, [companyId, now]);
      const subject = { subjectType: 'company', subjectId: companyId, companyId };
      await this.audit.record(actor, { action: 'company.withdrawn', ...subject, details: { from } });
      await this.outbox.publish(actor, companyWithdrawn(company));
    });
  }
}

const FREE_NUMBERS: Statement = {
  name: 'companies.free-numbers',
  text: 'UPDATE company_registration_numbers SET in_force = false WHERE company_id = $1',
};
const ERASE_CONTACTS: Statement = {
  name: 'companies.erase-contacts',
  text: 'DELETE FROM company_contacts WHERE company_id = $1',
};
const CLOSE_INVITATIONS: Statement = {
  name: 'companies.close-invitations',
  text: `UPDATE invitations SET revoked_at = $2 WHERE company_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL`,
};
