import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type CompanyRole, type Language } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { shownName } from '../accounts/shown-name';
import { AccountLinks, type LinkPurpose } from './account-links';
import type { TokenKind } from './account-tokens';

/** Whom a mail of the identity context goes to, and what it says. */
export interface MailFacts {
  readonly email: string;
  /** Null when the receiver has no account yet, or has not proven that the address is his. */
  readonly displayName: string | null;
  readonly language: Language;
  readonly timeZone: string | null;
  /** The secret link; it exists only in the mail. */
  readonly link: string;
  readonly expiresAt: Date;
}

export interface InvitationMailFacts extends MailFacts {
  readonly companyName: string;
  readonly invitedBy: string;
  readonly role: CompanyRole;
}

interface Row {
  readonly [column: string]: unknown;
  readonly email: string;
  readonly displayName: string | null;
  readonly language: Language;
  readonly timeZone: string | null;
  readonly expiresAt: Date;
}

/** What the mails about accounts are written from; for the worker, which alone may look at all rows. */
@Injectable()
export class IdentityMails {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: AccountLinks,
  ) {}

  /** For `account.verification_requested`, `account.reset_requested`, `account.locked`, `staff.invited`. Null when the link is no longer good. */
  async ofToken(actor: Actor, accountTokenId: string): Promise<(MailFacts & { kind: TokenKind }) | null> {
    const row = await this.find<Row & { kind: TokenKind }>(actor, BY_TOKEN, [accountTokenId, this.clock.now()]);
    return row && { ...this.facts(row, row.kind, accountTokenId), kind: row.kind };
  }

  /** For `account.already_registered`: the address and language of an account that is not disabled. */
  async ofAccount(actor: Actor, accountId: string): Promise<Omit<MailFacts, 'link' | 'expiresAt'> | null> {
    return this.find<Row>(actor, BY_ACCOUNT, [accountId]);
  }

  /** For `member.invited`. Null when the invitation is no longer open. */
  async ofInvitation(actor: Actor, invitationId: string): Promise<InvitationMailFacts | null> {
    const row = await this.find<Row & { companyName: string; invitedBy: string; role: CompanyRole }>(
      actor,
      BY_INVITATION,
      [invitationId, this.clock.now()],
    );
    if (!row) return null;
    const { companyName, invitedBy, role } = row;
    return { ...this.facts(row, 'invitation', invitationId), companyName, invitedBy, role };
  }

  private facts(
    { email, displayName, language, timeZone, expiresAt }: Row,
    purpose: LinkPurpose,
    id: string,
  ): MailFacts {
    return { email, displayName, language, timeZone, expiresAt, link: this.links.linkFor(purpose, id) };
  }

  private async find<R extends Row>(actor: Actor, statement: Statement, values: readonly unknown[]): Promise<R | null> {
    const [row] = await this.database.queryOnce<R>(actor, statement, values);
    return row ?? null;
  }
}

// Whoever signs up with another's address chooses the name: until the address is proven, no mail carries it there. The
// names of staff are given by an administrator.
const NAME = `CASE WHEN account.email_verified_at IS NOT NULL OR account.staff_roles <> '{}' THEN account.display_name END AS "displayName"`;
const ACCOUNT = `account.email, ${NAME}, account.language, account.time_zone AS "timeZone"`;

const BY_TOKEN: Statement = {
  name: 'identity-mails.by-token',
  text: `SELECT ${ACCOUNT}, token.kind, token.expires_at AS "expiresAt"
    FROM account_tokens token JOIN accounts account ON account.id = token.account_id
    WHERE token.id = $1 AND token.used_at IS NULL AND token.expires_at > $2 AND account.disabled_at IS NULL`,
};
const BY_ACCOUNT: Statement = {
  name: 'identity-mails.by-account',
  text: `SELECT ${ACCOUNT} FROM accounts account WHERE account.id = $1 AND account.disabled_at IS NULL`,
};
const BY_INVITATION: Statement = {
  name: 'identity-mails.by-invitation',
  text: `SELECT invitation.email, ${NAME}, invitation.language, account.time_zone AS "timeZone",
      invitation.expires_at AS "expiresAt", invitation.role, company.legal_name AS "companyName", ${shownName('inviter', 'invitation.language')} AS "invitedBy"
    FROM invitations invitation JOIN companies company ON company.id = invitation.company_id
      JOIN accounts inviter ON inviter.id = invitation.invited_by
      LEFT JOIN accounts account ON account.email = invitation.email
    WHERE invitation.id = $1 AND invitation.accepted_at IS NULL AND invitation.revoked_at IS NULL AND invitation.expires_at > $2`,
};
