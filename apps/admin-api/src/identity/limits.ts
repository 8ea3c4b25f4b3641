import type { RouteLimit } from '@shuqiao/platform';

const HOUR = 3600;

/** Mails that somebody without a session can have sent to an address. */
export const MAILS: RouteLimit[] = [
  { name: 'staff-mails.network', by: 'network', limit: 60, windowSeconds: HOUR },
  { name: 'staff-mails.email', by: 'email', limit: 5, windowSeconds: HOUR },
];
/** Tokens out of mails and of enrolment. */
export const LINKS: RouteLimit[] = [{ name: 'staff-links.network', by: 'network', limit: 120, windowSeconds: HOUR }];
export const REFRESH: RouteLimit[] = [
  { name: 'staff-refresh.network', by: 'network', limit: 600, windowSeconds: HOUR },
];
export const INVITATIONS: RouteLimit[] = [
  { name: 'staff-invitations.account', by: 'account', limit: 60, windowSeconds: HOUR },
];
/** Codes that confirm a new second factor. */
export const CODES: RouteLimit[] = [{ name: 'staff-codes.account', by: 'account', limit: 30, windowSeconds: HOUR }];
