export { ALL_KINDS, type Kind } from './kinds';
export { Mailbox, type MailboxMail } from './mailbox.service';
export { Mails } from './mails.service';
export { MatchNotices } from './match-notices.service';
export { Notices } from './notices.service';
export { NotificationList, type NotificationView } from './notification-list.service';
export { NotificationsModule } from './notifications.module';
export { escapeHtml } from './renderer';
export { SavedSearchNotices } from './saved-search-notices.service';
