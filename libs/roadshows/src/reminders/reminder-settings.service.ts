import { Injectable } from '@nestjs/common';
import type { Actor } from '@shuqiao/kernel';
import { DomainError } from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION, type Statement } from '@shuqiao/platform';

export interface ReminderSettings {
  readonly dayBefore: boolean;
  readonly hourBefore: boolean;
}

export type ReminderSettingsView = ReminderSettings & { readonly version: number };

/** Of which sessions somebody wants to be reminded; of all, a day and an hour before, unless he said otherwise. */
@Injectable()
export class ReminderPreferences {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  get(actor: Actor): Promise<ReminderSettingsView> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<ReminderSettingsView>(GET, [actor.accountId]);
      return row ?? { dayBefore: true, hourBefore: true, version: 1 };
    });
  }

  /** @throws DomainError STALE_VERSION */
  set(actor: Actor, version: number, { dayBefore, hourBefore }: ReminderSettings): Promise<ReminderSettingsView> {
    return this.database.transaction(actor, async () => {
      const accountId = String(actor.accountId);
      await this.database.query(START, [accountId]);
      const [row] = await this.database.query<ReminderSettingsView>(SET, [accountId, version, dayBefore, hourBefore]);
      if (!row) throw new DomainError(STALE_VERSION);
      await this.audit.record(actor, {
        action: 'reminders.changed',
        subjectType: 'account',
        subjectId: accountId,
        details: { dayBefore, hourBefore },
      });
      await this.outbox.publish(actor, { name: 'reminders.changed.v1', payload: { accountId } });
      return row;
    });
  }
}

const VIEW = 'day_before AS "dayBefore", hour_before AS "hourBefore", version';
const GET: Statement = {
  name: 'reminder-settings.get',
  text: `SELECT ${VIEW} FROM reminder_settings WHERE account_id = $1`,
};
const START: Statement = {
  name: 'reminder-settings.start',
  text: 'INSERT INTO reminder_settings (account_id) VALUES ($1) ON CONFLICT (account_id) DO NOTHING',
};
const SET: Statement = {
  name: 'reminder-settings.set',
  text: `UPDATE reminder_settings SET day_before = $3, hour_before = $4, version = version + 1
         WHERE account_id = $1 AND version = $2 RETURNING ${VIEW}`,
};
