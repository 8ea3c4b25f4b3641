import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { checksExpiring, renewalLapsed } from './companies.events';
import { CompanyAccess } from './company-access';
import { COMPANY_CHECKS } from './company-checks';
import { dateOf } from './dates';
import { RenewalRegister } from './renewal-register';
import { RENEWAL_NOTICE_DAYS, Renewals } from './renewals.service';
import { Suspensions } from './suspensions.service';

const BATCH = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';
const CODES = COMPANY_CHECKS.map(({ check }) => check);

/**
 * What happens to verifications by the clock. For the worker; safe to repeat and to run twice at once: each company is
 * looked at again under the lock of its row, in a transaction of its own.
 */
@Injectable()
export class RenewalFollowUp {
  constructor(
    private readonly database: Database,
    private readonly access: CompanyAccess,
    private readonly register: RenewalRegister,
    private readonly renewals: Renewals,
    private readonly suspensions: Suspensions,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Has every company told, once, of findings that will run out soon. Returns how many companies. */
  announceExpiring(actor: Actor): Promise<number> {
    const now = this.clock.now();
    const span = [dateOf(now), dateOf(now, RENEWAL_NOTICE_DAYS)];
    return this.each(actor, EXPIRING, [...span, CODES], (companyId) => this.announce(actor, companyId, span));
  }

  /** Opens a renewal for every verified company of which a finding has run out. Returns how many. */
  openDue(actor: Actor): Promise<number> {
    const values = [dateOf(this.clock.now()), CODES];
    return this.each(actor, RUN_OUT, values, (companyId) => this.renewals.openIfDue(actor, companyId));
  }

  /** Suspends every company that did not answer a returned renewal in time. Returns how many. */
  lapseOverdue(actor: Actor): Promise<number> {
    return this.each(actor, UNANSWERED, [this.clock.now()], (companyId) => this.lapse(actor, companyId));
  }

  private announce(actor: Actor, companyId: string, span: readonly string[]): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.locked(companyId);
      if (company.status !== 'verified') return false;
      const marked = await this.database.query<{ check: string }>(MARK_WARNED, [
        companyId,
        ...span,
        CODES,
        this.clock.now(),
      ]);
      // Who is renewing already knows.
      if (!marked.length || (await this.register.openOf(companyId))) return false;
      const checks = marked.map(({ check }) => check).sort();
      const subject = { subjectType: 'company', subjectId: companyId, companyId };
      await this.audit.record(actor, { action: 'company.expiry_announced', ...subject, details: { checks } });
      await this.outbox.publish(actor, checksExpiring(company, checks));
      return true;
    });
  }

  private lapse(actor: Actor, companyId: string): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const company = await this.access.locked(companyId);
      const renewal = await this.register.openOf(companyId);
      if (!renewal?.lapse(this.clock.now())) return false;
      await this.register.keep(actor, renewal, 'lapsed', renewalLapsed(renewal));
      await this.suspensions.suspendItself(actor, company, 'renewal_lapsed');
      return true;
    });
  }

  /** One company that fails holds up no other; its fault is thrown at the end, so that the schedule shows it. */
  private async each(
    actor: Actor,
    selection: Statement,
    values: readonly unknown[],
    work: (companyId: string) => Promise<boolean>,
  ): Promise<number> {
    const faults: unknown[] = [];
    let done = 0;
    for (let after = FIRST, batch = BATCH; batch === BATCH;) {
      const rows = await this.database.queryOnce<{ id: string }>(actor, selection, [after, BATCH, ...values]);
      for (const { id } of rows) {
        after = id;
        await work(id).then(
          (worked) => (done += worked ? 1 : 0),
          (fault: unknown) => faults.push(fault),
        );
      }
      batch = rows.length;
    }
    if (faults.length) throw faults[0];
    return done;
  }
}

const OF_VERIFIED = `SELECT DISTINCT finding.company_id AS id FROM company_findings finding
  JOIN companies company ON company.id = finding.company_id AND company.status = 'verified'
  WHERE finding.current AND finding.company_id > $1`;

const EXPIRING: Statement = {
  name: 'renewals.expiring',
  text: `${OF_VERIFIED} AND finding.warned_at IS NULL AND finding.valid_until BETWEEN $3::date AND $4::date
           AND finding."check" = ANY ($5::text[]) ORDER BY finding.company_id LIMIT $2`,
};
const MARK_WARNED: Statement = {
  name: 'renewals.mark-warned',
  text: `UPDATE company_findings SET warned_at = $5 WHERE company_id = $1 AND current AND warned_at IS NULL
           AND valid_until BETWEEN $2::date AND $3::date AND "check" = ANY ($4::text[]) RETURNING "check"`,
};
const RUN_OUT: Statement = {
  name: 'renewals.run-out',
  text: `${OF_VERIFIED} AND finding.valid_until < $3::date AND finding."check" = ANY ($4::text[])
           AND NOT EXISTS (SELECT FROM company_renewals renewal
             WHERE renewal.company_id = finding.company_id AND renewal.status IN ('under_review', 'returned'))
         ORDER BY finding.company_id LIMIT $2`,
};
const UNANSWERED: Statement = {
  name: 'renewals.unanswered',
  text: `SELECT company_id AS id FROM company_renewals
         WHERE status = 'returned' AND respond_by <= $3 AND company_id > $1 ORDER BY company_id LIMIT $2`,
};
