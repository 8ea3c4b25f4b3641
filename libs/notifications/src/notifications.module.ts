import { Module } from '@nestjs/common';
import { SavedSearchLinks } from '@shuqiao/matching';
import { AccountNotices } from './account-notices.service';
import { MailTransport } from './mail-transport';
import { Mailbox } from './mailbox.service';
import { Mails } from './mails.service';
import { MatchNotices } from './match-notices.service';
import { Notices } from './notices.service';
import { NotificationList } from './notification-list.service';
import { Notifier } from './notifier.service';
import { SavedSearchNotices } from './saved-search-notices.service';
import { Renderer } from './renderer';
import { SecretLinks } from './secret-links';

/** What to tell whom; the APIs read it, the worker alone tells. It needs the identity module for the links. */
@Module({
  providers: [
    AccountNotices,
    Mailbox,
    Mails,
    MailTransport,
    MatchNotices,
    Notices,
    NotificationList,
    Notifier,
    Renderer,
    SavedSearchLinks,
    SavedSearchNotices,
    SecretLinks,
  ],
  exports: [Mailbox, Mails, MatchNotices, Notices, NotificationList, SavedSearchNotices],
})
export class NotificationsModule {}
