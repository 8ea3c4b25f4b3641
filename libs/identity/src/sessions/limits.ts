import type { Limit } from '@shuqiao/platform';

/** Tries to sign in to one address, whether or not it has an account: beyond it even the right password must wait. */
export const SIGN_IN_BY_EMAIL: Limit = { name: 'sign-in.email', limit: 10, windowSeconds: 900 };
/** Failures of one network over all addresses; wider, since an office shares its address. */
export const SIGN_IN_BY_NETWORK: Limit = { name: 'sign-in.network', limit: 100, windowSeconds: 900 };
/** Codes tried after a right password. Ten in an hour leave a guesser of six digits no chance worth having. */
export const SECOND_FACTOR_BY_ACCOUNT: Limit = { name: 'second-factor.account', limit: 10, windowSeconds: 3600 };
