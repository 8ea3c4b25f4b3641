import { Module } from '@nestjs/common';
import { MatchingModule, SavedSearchLinks } from '@shuqiao/matching';
import { AccountNotices } from './account-notices.service';
import { BookingNotices } from './bookings/booking-notices.service';
import { MeetingNotices } from './meetings/meeting-notices.service';
import { MailTransport } from './mail-transport';
import { Mailbox } from './mailbox.service';
import { Mails } from './mails.service';
import { MatchDigestLinks } from './match-digest/digest-links.service';
import { MatchDigestSettings } from './match-digest/digest-settings.service';
import { MatchDigests } from './match-digest/match-digests.service';
import { Notices } from './notices.service';
import { NotificationList } from './notification-list.service';
import { Notifier } from './notifier.service';
import { SavedSearchNotices } from './saved-search-notices.service';
import { Renderer } from './renderer';
import { SecretLinks } from './secret-links';

/** What to tell whom; the APIs read it, the worker alone tells. It needs the identity module for the links. */
@Module({
  imports: [MatchingModule],
  providers: [
    AccountNotices,
    BookingNotices,
    MeetingNotices,
    Mailbox,
    Mails,
    MailTransport,
    MatchDigestLinks,
    MatchDigests,
    MatchDigestSettings,
    Notices,
    NotificationList,
    Notifier,
    Renderer,
    SavedSearchLinks,
    SavedSearchNotices,
    SecretLinks,
  ],
  exports: [
    Mailbox,
    Mails,
    MatchDigestLinks,
    MatchDigests,
    MatchDigestSettings,
    Notices,
    NotificationList,
    SavedSearchNotices,
  ],
})
export class NotificationsModule {}
