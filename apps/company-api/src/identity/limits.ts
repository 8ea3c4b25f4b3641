import type { RouteLimit } from '@shuqiao/platform';

const HOUR = 3600;

// Networks get more than single addresses, since a whole office may share one.
export const SIGN_UP: RouteLimit[] = [
  { name: 'sign-up.network', by: 'network', limit: 60, windowSeconds: HOUR },
  { name: 'sign-up.email', by: 'email', limit: 5, windowSeconds: HOUR },
];
/** Mails that somebody without a session can have sent to an address. */
export const MAILS: RouteLimit[] = [
  { name: 'account-mails.network', by: 'network', limit: 60, windowSeconds: HOUR },
  { name: 'account-mails.email', by: 'email', limit: 5, windowSeconds: HOUR },
];
/** Tokens out of mails: nobody guesses 256 bits, but trying costs us a hash. */
export const LINKS: RouteLimit[] = [{ name: 'links.network', by: 'network', limit: 120, windowSeconds: HOUR }];
export const REFRESH: RouteLimit[] = [{ name: 'refresh.network', by: 'network', limit: 600, windowSeconds: HOUR }];
export const INVITATIONS: RouteLimit[] = [
  { name: 'invitations.account', by: 'account', limit: 60, windowSeconds: HOUR },
];
export const ACCEPTANCES: RouteLimit[] = [
  { name: 'acceptances.account', by: 'account', limit: 60, windowSeconds: HOUR },
];
/** Everything about an account at once is much to read. */
export const EXPORTS: RouteLimit[] = [{ name: 'exports.account', by: 'account', limit: 10, windowSeconds: HOUR }];
/** Codes that confirm a new second factor. */
export const CODES: RouteLimit[] = [{ name: 'codes.account', by: 'account', limit: 30, windowSeconds: HOUR }];
