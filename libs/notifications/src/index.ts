export { ALL_KINDS, type Kind } from './kinds';
export { Mailbox, type MailboxMail } from './mailbox.service';
export { Mails } from './mails.service';
export { type LinkedDismissal, MatchDigestLinks } from './match-digest/digest-links.service';
export {
  type DigestSettings,
  type DigestSettingsView,
  MatchDigestSettings,
} from './match-digest/digest-settings.service';
export { MAIL_LINK_INVALID } from './match-digest/digest.errors';
export { MatchDigests } from './match-digest/match-digests.service';
export { Notices } from './notices.service';
export { NotificationList, type NotificationView } from './notification-list.service';
export { NotificationsModule } from './notifications.module';
export { escapeHtml } from './escape-html';
export { SavedSearchNotices } from './saved-search-notices.service';
