import { Inject, Injectable } from '@nestjs/common';
import { LinkedMembers } from '@shuqiao/identity';
import { type AccountActor, type Actor, Clock, DomainError } from '@shuqiao/kernel';
import { MatchDismissals } from '@shuqiao/matching';
import { CONFIG, type Config, Database, SignedTokens, type Statement } from '@shuqiao/platform';
import { MAIL_LINK_INVALID } from './digest.errors';
import { type DigestSettingsView, MatchDigestSettings } from './digest-settings.service';

/** What a link "not for us" is about, and how it stands. */
export interface LinkedDismissal {
  readonly companyId: string;
  readonly companyName: string;
  readonly demandId: string;
  readonly demandTitle: { readonly lang: string; readonly text: string };
  readonly dismissed: boolean;
}

const DISMISSAL = 'match-dismissal';
const UNSUBSCRIPTION = 'match-digest';
const DAY = 86_400_000;
const DISMISSAL_DAYS = 60;
// Longer, since a mail that can no longer be refused is unwanted mail.
const UNSUBSCRIPTION_DAYS = 365;

/**
 * What the links in a digest do without signing in. They act as the receiver, for the one company, and only while he may:
 * who has left it, or may only look by now, holds a dead link. Reading changes nothing, since mail scanners open links.
 */
@Injectable()
export class MatchDigestLinks {
  private readonly base: string;

  constructor(
    private readonly database: Database,
    private readonly tokens: SignedTokens,
    private readonly members: LinkedMembers,
    private readonly dismissals: MatchDismissals,
    private readonly settings: MatchDigestSettings,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Pick<Config, 'PUBLIC_URL'>,
  ) {
    this.base = `${config.PUBLIC_URL.replace(/\/$/, '')}/api/v1`;
  }

  dismissalLink(companyId: string, demandId: string, accountId: string): string {
    const token = this.tokens.sign(DISMISSAL, [companyId, demandId, accountId], this.inDays(DISMISSAL_DAYS));
    return `${this.base}/match-dismissals/${token}/page`;
  }

  /** Answers a GET with a page and a POST, as RFC 8058 has it, by unsubscribing. */
  unsubscribeLink(companyId: string, accountId: string): string {
    const token = this.tokens.sign(UNSUBSCRIPTION, [companyId, accountId], this.inDays(UNSUBSCRIPTION_DAYS));
    return `${this.base}/mail-unsubscriptions/${token}/page`;
  }

  /** @throws DomainError MAIL_LINK_INVALID */
  async dismissal(actor: Actor, token: string): Promise<LinkedDismissal> {
    const { member, companyId, demandId } = await this.dismisser(actor, token);
    return this.standing(member, companyId, demandId);
  }

  /** Safe to repeat, as is taking it back. @throws DomainError MAIL_LINK_INVALID */
  async dismiss(actor: Actor, token: string, dismissed: boolean): Promise<LinkedDismissal> {
    const { member, companyId, demandId } = await this.dismisser(actor, token);
    return this.database.transaction(member, async () => {
      if (dismissed) await this.dismissals.dismissTold(member, companyId, demandId);
      else await this.dismissals.restore(member, companyId, demandId);
      return this.standing(member, companyId, demandId);
    });
  }

  /** @throws DomainError MAIL_LINK_INVALID */
  async subscription(actor: Actor, token: string): Promise<DigestSettingsView> {
    const { member, companyId } = await this.subscriber(actor, token);
    return this.settings.get(member, companyId);
  }

  /** @throws DomainError MAIL_LINK_INVALID */
  async subscribe(actor: Actor, token: string, wanted: boolean): Promise<DigestSettingsView> {
    const { member, companyId } = await this.subscriber(actor, token);
    return this.settings.subscribe(member, companyId, wanted);
  }

  private async standing(member: AccountActor, companyId: string, demandId: string): Promise<LinkedDismissal> {
    const [row] = await this.database.queryOnce<Row>(member, STANDING, [companyId, demandId]);
    if (!row) throw new DomainError(MAIL_LINK_INVALID);
    return row;
  }

  private async dismisser(actor: Actor, token: string) {
    const [companyId, demandId, accountId] = this.tokens.read(DISMISSAL, token, this.clock.now()) ?? [];
    if (!companyId || !demandId || !accountId) throw new DomainError(MAIL_LINK_INVALID);
    return { member: await this.member(actor, accountId, companyId), companyId, demandId };
  }

  private async subscriber(actor: Actor, token: string) {
    const [companyId, accountId] = this.tokens.read(UNSUBSCRIPTION, token, this.clock.now()) ?? [];
    if (!companyId || !accountId) throw new DomainError(MAIL_LINK_INVALID);
    return { member: await this.member(actor, accountId, companyId), companyId };
  }

  private async member(actor: Actor, accountId: string, companyId: string): Promise<AccountActor> {
    const member = await this.members.load(actor, accountId, companyId);
    if (!member || member.memberships[0]?.role === 'viewer') throw new DomainError(MAIL_LINK_INVALID);
    return member;
  }

  private inDays(days: number): Date {
    return new Date(this.clock.now().getTime() + days * DAY);
  }
}

type Row = LinkedDismissal & Record<string, unknown>;

const STANDING: Statement = {
  name: 'match-digest.dismissal',
  text: `SELECT company.id AS "companyId", company.legal_name AS "companyName", listing.demand_id AS "demandId",
           listing.summary -> 'title' AS "demandTitle",
           EXISTS (SELECT FROM match_dismissals known WHERE known.company_id = $1 AND known.demand_id = $2) AS dismissed
         FROM companies company JOIN demand_listings listing ON listing.demand_id = $2 WHERE company.id = $1`,
};
