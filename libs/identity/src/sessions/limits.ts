import type { Limit } from '@shuqiao/platform';

/**
 * Wrong passwords and codes for one address from one neighbourhood (or session): beyond it even the right one must wait
 * there, and nowhere else.
 */
export const GUESSES_BY_PLACE: Limit = { name: 'guesses.place', limit: 10, windowSeconds: 900 };
/** NIST SP 800-63B-4, 3.2.2: no more than 100 failures in a row for one account, from wherever they come. */
export const GUESSES_IN_A_ROW = 100;
/** Failures of one network over all addresses; wider, since an office shares its address. */
export const SIGN_IN_BY_NETWORK: Limit = { name: 'sign-in.network', limit: 100, windowSeconds: 900 };
/** Codes tried after a right password. Ten in an hour leave a guesser of six digits no chance worth having. */
export const SECOND_FACTOR_BY_ACCOUNT: Limit = { name: 'second-factor.account', limit: 10, windowSeconds: 3600 };
