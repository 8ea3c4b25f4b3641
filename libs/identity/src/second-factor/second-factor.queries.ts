import type { Statement } from '@shuqiao/platform';

export const BEGIN: Statement = {
  name: 'second-factor.begin',
  text: `INSERT INTO second_factors AS factor (account_id, secret, created_at) VALUES ($1, $2, $3)
    ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at
    WHERE factor.confirmed_at IS NULL RETURNING account_id`,
};
export const EMAIL: Statement = { name: 'second-factor.email', text: 'SELECT email FROM accounts WHERE id = $1' };
export const FIND: Statement = {
  name: 'second-factor.find',
  text: 'SELECT secret, confirmed_at FROM second_factors WHERE account_id = $1',
};
export const LOCK: Statement = {
  name: 'second-factor.lock',
  text: 'SELECT secret, confirmed_at FROM second_factors WHERE account_id = $1 FOR UPDATE',
};
export const CONFIRM: Statement = {
  name: 'second-factor.confirm',
  text: 'UPDATE second_factors SET confirmed_at = $2, last_step = $3 WHERE account_id = $1',
};
export const ADD_RECOVERY_CODES: Statement = {
  name: 'second-factor.add-recovery-codes',
  text: 'INSERT INTO recovery_codes (account_id, hash) SELECT $1, unnest($2::bytea[])',
};
// A step is accepted only once and never after a later one, whatever requests run in parallel.
export const USE_STEP: Statement = {
  name: 'second-factor.use-step',
  text: `UPDATE second_factors SET last_step = $2
    WHERE account_id = $1 AND confirmed_at IS NOT NULL AND (last_step IS NULL OR last_step < $2) RETURNING account_id`,
};
export const USE_RECOVERY_CODE: Statement = {
  name: 'second-factor.use-recovery-code',
  text: 'UPDATE recovery_codes SET used_at = $3 WHERE account_id = $1 AND hash = $2 AND used_at IS NULL RETURNING account_id',
};
export const REMOVE: Statement = {
  name: 'second-factor.remove',
  text: 'DELETE FROM second_factors WHERE account_id = $1 RETURNING account_id',
};
