import { Injectable } from '@nestjs/common';
import { companiesWith, requirePermission } from '@shuqiao/identity';
import { type Actor, Clock, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { Audit, Database, Outbox, STALE_VERSION, type Statement } from '@shuqiao/platform';
import { matchDigestChanged, matchDigestSubscriptionChanged } from './digest.events';

export interface DigestSettings {
  readonly enabled: boolean;
  /** The least score that is told of, 0 to 1. */
  readonly threshold: number;
  /** ISO 8601: 1 is Monday. */
  readonly weekday: number;
  /** 0 to 23, in each receiver's own zone. */
  readonly hour: number;
}

export type DigestSettingsView = DigestSettings & {
  readonly companyId: string;
  readonly version: number;
  /** Whether the reader himself gets the mail, when there is one. */
  readonly subscribed: boolean;
};

/** What a company wants of the weekly mail of new matches, and who of it wants none. */
@Injectable()
export class MatchDigestSettings {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The defaults where nothing was set yet. @throws DomainError NOT_FOUND for a stranger. */
  get(actor: Actor, companyId: string): Promise<DigestSettingsView> {
    return this.database.transaction(actor, async () => {
      requireMember(actor, companyId);
      const [row] = await this.database.query<Row>(GET, [companyId, actor.accountId]);
      if (!row) throw new DomainError(NOT_FOUND);
      const { wanted, ...settings } = row;
      return { ...settings, subscribed: wanted && companiesWith(actor, 'match.digest').includes(companyId) };
    });
  }

  /** @throws DomainError STALE_VERSION, NOT_FOUND, FORBIDDEN */
  set(actor: Actor, companyId: string, version: number, settings: DigestSettings): Promise<DigestSettingsView> {
    return this.database.transaction(actor, async () => {
      requireMember(actor, companyId);
      requirePermission(actor, 'match.digest', companyId);
      const { enabled, threshold, weekday, hour } = settings;
      await this.database.query(START, [companyId]);
      const changed = await this.database.query(SET, [companyId, version, enabled, threshold, weekday, hour]);
      if (!changed.length) throw new DomainError(STALE_VERSION);
      await this.audit.record(actor, {
        ...about(companyId),
        action: 'match_digest.changed',
        details: { enabled, threshold, weekday, hour },
      });
      await this.outbox.publish(actor, matchDigestChanged(companyId));
      return this.get(actor, companyId);
    });
  }

  /** Whether the acting member himself is mailed. Saying it again changes nothing. */
  subscribe(actor: Actor, companyId: string, wanted: boolean): Promise<DigestSettingsView> {
    return this.database.transaction(actor, async () => {
      requireMember(actor, companyId);
      requirePermission(actor, 'match.digest', companyId);
      const values = [companyId, actor.accountId];
      const changed = wanted
        ? await this.database.query(OPT_IN, values)
        : await this.database.query(OPT_OUT, [...values, this.clock.now()]);
      if (changed.length) {
        const action = wanted ? 'match_digest.subscribed' : 'match_digest.unsubscribed';
        await this.audit.record(actor, { ...about(companyId), action });
        await this.outbox.publish(actor, matchDigestSubscriptionChanged(companyId, String(actor.accountId)));
      }
      return this.get(actor, companyId);
    });
  }
}

type Row = Omit<DigestSettingsView, 'subscribed'> & { readonly wanted: boolean };

function requireMember(actor: Actor, companyId: string): void {
  if (!companiesWith(actor, 'match.view').includes(companyId)) throw new DomainError(NOT_FOUND);
}

function about(companyId: string) {
  return { subjectType: 'company', subjectId: companyId, companyId };
}

// The defaults are those of the columns.
const GET: Statement = {
  name: 'match-digest.settings',
  text: `SELECT company.id AS "companyId", coalesce(enabled, true) AS enabled, coalesce(threshold, 0.5)::float8 AS threshold,
           coalesce(weekday, 1) AS weekday, coalesce(hour, 9) AS hour, coalesce(digest.version, 1) AS version,
           NOT EXISTS (SELECT FROM match_digest_opt_outs refusal WHERE refusal.company_id = $1 AND refusal.account_id = $2) AS wanted
         FROM companies company LEFT JOIN match_digests digest ON digest.company_id = company.id WHERE company.id = $1`,
};
const START: Statement = {
  name: 'match-digest.start',
  text: 'INSERT INTO match_digests (company_id) VALUES ($1) ON CONFLICT (company_id) DO NOTHING',
};
// The next time is found by the worker, which knows the receivers and their zones.
const SET: Statement = {
  name: 'match-digest.set',
  text: `UPDATE match_digests SET enabled = $3, threshold = $4, weekday = $5, hour = $6, next_at = NULL, version = version + 1
         WHERE company_id = $1 AND version = $2 RETURNING version`,
};
const OPT_OUT: Statement = {
  name: 'match-digest.opt-out',
  text: `INSERT INTO match_digest_opt_outs (company_id, account_id, opted_out_at) VALUES ($1, $2, $3)
         ON CONFLICT (company_id, account_id) DO NOTHING RETURNING account_id`,
};
const OPT_IN: Statement = {
  name: 'match-digest.opt-in',
  text: 'DELETE FROM match_digest_opt_outs WHERE company_id = $1 AND account_id = $2 RETURNING account_id',
};
