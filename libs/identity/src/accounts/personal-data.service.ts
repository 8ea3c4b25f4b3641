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
      return { ...row.data, savedSearches };
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

const EXPORT: Statement = { name: 'accounts.export', text: 'SELECT export_account($1) AS data' };
const SAVED_SEARCHES: Statement = {
  name: 'accounts.export-saved-searches',
  text: `SELECT id, name, kind, query, alert, to_json(created_at) #>> '{}' AS "createdAt" FROM saved_searches
         WHERE account_id = $1 ORDER BY id DESC LIMIT 5000`,
};
const ERASE: Statement = { name: 'accounts.erase', text: 'SELECT erase_account($1, $2) AS companies' };
