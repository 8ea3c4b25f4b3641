import { Injectable } from '@nestjs/common';
import { type AccountActor, Clock, DomainError, type JsonObject, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, Outbox, type Statement } from '@shuqiao/platform';
import { accountErased, memberLeft } from '../identity.events';
import { Passwords } from './passwords.service';

/** What the portal keeps about a person: for him to take away, and to have erased. */
@Injectable()
export class PersonalData {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly passwords: Passwords,
  ) {}

  /** Everything kept about the acting account, of each kind the newest 5000. No secrets: no hashes, no tokens. */
  export(actor: AccountActor): Promise<JsonObject> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ data: JsonObject }>(EXPORT, [actor.accountId]);
      if (!row) throw new DomainError(NOT_FOUND);
      await this.audit.record(actor, {
        action: 'account.exported',
        subjectType: 'account',
        subjectId: actor.accountId,
      });
      const savedSearches = await this.database.query<JsonObject>(SAVED_SEARCHES, [actor.accountId]);
      const feedback = await this.database.query<JsonObject>(FEEDBACK, [actor.accountId]);
      const [roadshows] = await this.database.query<JsonObject>(ROADSHOWS, [actor.accountId]);
      return { ...row.data, savedSearches, feedback, ...roadshows };
    });
  }

  /**
   * Erases the acting account for good: its name, address, sessions and messages; what stays of it is an id.
   * @throws DomainError VALIDATION_FAILED at `/password`, LAST_OWNER while a company would be left without an owner.
   */
  async erase(actor: AccountActor, password: string): Promise<void> {
    await this.passwords.confirm(actor, password, '/password');
    await this.database.transaction(actor, async () => {
      const { accountId } = actor;
      const [erased] = await this.database.query<{ companies: string[] }>(ERASE, [accountId, this.clock.now()]);
      await this.audit.record(actor, { action: 'account.erased', subjectType: 'account', subjectId: accountId });
      for (const companyId of erased?.companies ?? [])
        await this.outbox.publish(actor, memberLeft(companyId, accountId));
      await this.outbox.publish(actor, accountErased(accountId));
    });
  }
}

const EXPORT: Statement = {
  name: 'accounts.export',
  text: 'SELECT export_account($1) || export_appearances($1) AS data',
};
const SAVED_SEARCHES: Statement = {
  name: 'accounts.export-saved-searches',
  text: `SELECT id, name, kind, query, alert, to_json(created_at) #>> '{}' AS "createdAt" FROM saved_searches
         WHERE account_id = $1 ORDER BY id DESC LIMIT 5000`,
};
const FEEDBACK: Statement = {
  name: 'accounts.export-feedback',
  text: `SELECT booking_id AS "bookingId", rating, content, organisation, interpretation, would_come_again AS "wouldComeAgain",
           found_partners AS "foundPartners", comment, to_json(updated_at) #>> '{}' AS "updatedAt" FROM session_feedback
         WHERE account_id = $1 ORDER BY booking_id DESC LIMIT 5000`,
};
const ROADSHOWS: Statement = {
  name: 'accounts.export-roadshows',
  text: `SELECT (SELECT json_build_object('dayBefore', day_before, 'hourBefore', hour_before) FROM reminder_settings WHERE account_id = $1) AS reminders,
           (SELECT json_build_object('createdAt', created_at) FROM calendar_subscriptions WHERE account_id = $1) AS "calendarSubscription"`,
};
const ERASE: Statement = { name: 'accounts.erase', text: 'SELECT erase_account($1, $2) AS companies' };
