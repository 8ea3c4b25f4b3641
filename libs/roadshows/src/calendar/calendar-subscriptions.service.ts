import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { calendarFeed, type CalendarFacts, entryOf } from '@shuqiao/calendar';
import { type Actor, Clock, DomainError, type Language, NOT_FOUND } from '@shuqiao/kernel';
import {
  Audit,
  CONFIG,
  type Config,
  Database,
  type Limit,
  Outbox,
  RateLimiter,
  type Statement,
} from '@shuqiao/platform';

export interface CalendarSubscription {
  readonly active: boolean;
  readonly createdAt: string | null;
}

/** The address is said once, to who asks for it. */
export interface NewCalendarSubscription {
  readonly url: string;
  readonly createdAt: string;
}

export interface CalendarFeed {
  readonly text: string;
  /** Changes with the text and only with it. */
  readonly etag: string;
}

const KEPT_DAYS = 30;
const TOKEN = /^[\w-]{43}$/;
const PER_TOKEN: Limit = { name: 'calendars.token', limit: 120, windowSeconds: 3600 };
const NAMES: Readonly<Record<Language, string>> = {
  zh: '数桥活动日程',
  ru: 'Мероприятия «Шуцяо»',
  en: 'Shuqiao events',
};

/** A person's appointments as a calendar to subscribe to, at an address that is its own secret. */
@Injectable()
export class CalendarSubscriptions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly limiter: RateLimiter,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'PUBLIC_URL'>,
  ) {}

  find(actor: Actor): Promise<CalendarSubscription> {
    return this.database.transaction(actor, async () => {
      const [row] = await this.database.query<{ createdAt: Date }>(FIND, [actor.accountId]);
      return { active: row !== undefined, createdAt: row?.createdAt.toISOString() ?? null };
    });
  }

  /** Makes the address, or another in place of the one before, which from then on leads nowhere. */
  renew(actor: Actor): Promise<NewCalendarSubscription> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const token = randomBytes(32).toString('base64url');
      await this.database.query(RENEW, [actor.accountId, hashOf(token), now]);
      await this.record(actor, 'renewed');
      const base = this.config.PUBLIC_URL.replace(/\/$/, '');
      return { url: `${base}/api/v1/calendars/${token}.ics`, createdAt: now.toISOString() };
    });
  }

  /** Ends it; where there is none, nothing happens. */
  revoke(actor: Actor): Promise<void> {
    return this.database.transaction(actor, async () => {
      const gone = await this.database.query(REVOKE, [actor.accountId]);
      if (gone.length) await this.record(actor, 'revoked');
    });
  }

  /**
   * What stands in the calendar from thirty days ago on, in the language of its owner.
   * @throws DomainError NOT_FOUND for what is no address of ours, or no longer; TOO_MANY_REQUESTS.
   */
  async read(token: string): Promise<CalendarFeed> {
    if (!TOKEN.test(token)) throw new DomainError(NOT_FOUND);
    const hash = hashOf(token);
    await this.limiter.hit(PER_TOKEN, hash.toString('base64url'));
    const since = new Date(this.clock.now().getTime() - KEPT_DAYS * 86_400_000);
    const [row] = await this.database.read<{ language: Language; entries: CalendarFacts[] }>(ENTRIES, [hash, since]);
    if (!row) throw new DomainError(NOT_FOUND);
    const entries = row.entries.map((facts) => entryOf(facts, row.language, this.config.PUBLIC_URL));
    const text = calendarFeed(NAMES[row.language], entries, row.language);
    return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
  }

  private async record(actor: Actor, act: 'renewed' | 'revoked'): Promise<void> {
    const accountId = String(actor.accountId);
    await this.audit.record(actor, {
      action: `calendar_subscription.${act}`,
      subjectType: 'account',
      subjectId: accountId,
    });
    await this.outbox.publish(actor, { name: `calendar_subscription.${act}.v1`, payload: { accountId } });
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

const FIND: Statement = {
  name: 'calendar-subscriptions.find',
  text: 'SELECT created_at AS "createdAt" FROM calendar_subscriptions WHERE account_id = $1',
};
const RENEW: Statement = {
  name: 'calendar-subscriptions.renew',
  text: `INSERT INTO calendar_subscriptions (account_id, token_hash, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (account_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at`,
};
const REVOKE: Statement = {
  name: 'calendar-subscriptions.revoke',
  text: 'DELETE FROM calendar_subscriptions WHERE account_id = $1 RETURNING account_id',
};
const ENTRIES: Statement = {
  name: 'calendar-subscriptions.entries',
  text: 'SELECT language, entries FROM calendar_entries($1, $2)',
};
