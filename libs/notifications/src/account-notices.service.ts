import { Injectable } from '@nestjs/common';
import { IdentityMails, type MailFacts } from '@shuqiao/identity';
import type { Actor, LocalizedText } from '@shuqiao/kernel';
import type { Facts } from './facts';
import type { Kind } from './kinds';
import type { Receiver } from './notice';
import { Notifier } from './notifier.service';

const ROLES: Readonly<Record<'owner' | 'editor' | 'viewer', LocalizedText>> = {
  owner: { zh: '所有者', ru: 'владелец', en: 'an owner' },
  editor: { zh: '编辑者', ru: 'редактор', en: 'an editor' },
  viewer: { zh: '查看者', ru: 'наблюдатель', en: 'a viewer' },
};

/** The mails by which people get into their accounts. What is no longer good by then is not sent. */
@Injectable()
export class AccountNotices {
  constructor(
    private readonly mails: IdentityMails,
    private readonly notifier: Notifier,
  ) {}

  async tellToken(actor: Actor, messageId: string, kind: Kind, accountTokenId: string): Promise<void> {
    const found = await this.mails.ofToken(actor, accountTokenId);
    if (found) await this.tell(actor, messageId, kind, found, {}, { purpose: found.kind, id: accountTokenId });
  }

  async tellInvitation(actor: Actor, messageId: string, invitationId: string): Promise<void> {
    const found = await this.mails.ofInvitation(actor, invitationId);
    if (!found) return;
    const facts = { companyName: found.companyName, inviter: found.invitedBy, role: ROLES[found.role] };
    await this.tell(actor, messageId, 'member.invited', found, facts, { purpose: 'invitation', id: invitationId });
  }

  async tellAlreadyRegistered(actor: Actor, messageId: string, accountId: string): Promise<void> {
    const found = await this.mails.ofAccount(actor, accountId);
    if (!found) return;
    await this.notifier.tell(actor, messageId, {
      kind: 'account.already_registered',
      receivers: [receiverOf(found)],
      facts: {},
      ids: {},
    });
  }

  private tell(
    actor: Actor,
    messageId: string,
    kind: Kind,
    found: MailFacts,
    facts: Facts,
    secretLink: { purpose: string; id: string },
  ): Promise<void> {
    const until = { time: found.expiresAt.toISOString() };
    return this.notifier.tell(actor, messageId, {
      kind,
      receivers: [receiverOf(found)],
      facts: { ...facts, until },
      ids: {},
      secretLink,
    });
  }
}

// These go to an address that is yet to prove itself: they are mailed, and never listed.
function receiverOf({ email, displayName, language, timeZone }: Omit<MailFacts, 'link' | 'expiresAt'>): Receiver {
  return { accountId: null, email, name: displayName, language, timeZone: timeZone ?? 'Asia/Shanghai' };
}
