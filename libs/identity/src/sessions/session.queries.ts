import type { Statement } from '@shuqiao/platform';

export interface SessionView {
  readonly id: string;
  /** The browser or program, as it named itself. */
  readonly userAgent: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
  readonly current: boolean;
}

// The share lock makes a concurrent change of password or a disablement wait, so that neither leaves a session behind.
export const STILL_PROVEN: Statement = {
  name: 'sessions.still-proven',
  text: 'SELECT id FROM accounts WHERE id = $1 AND password_hash = $2 AND disabled_at IS NULL FOR SHARE',
};
export const OPEN: Statement = {
  name: 'sessions.open',
  text: `INSERT INTO sessions (id, account_id, audience, created_at, last_used_at, expires_at, user_agent) VALUES ($1, $2, $3, $4, $4, $5, $6)`,
};
export const ISSUE: Statement = {
  name: 'sessions.issue',
  text: 'INSERT INTO refresh_tokens (hash, session_id, issued_at) VALUES ($1, $2, $3)',
};
// One atomic statement decides which of several parallel refreshes gets the token.
export const USE: Statement = {
  name: 'sessions.use',
  text: `UPDATE refresh_tokens token SET used_at = $2
    FROM sessions session JOIN accounts account ON account.id = session.account_id
    WHERE token.hash = $1 AND token.used_at IS NULL AND session.id = token.session_id AND session.audience = $3
      AND session.revoked_at IS NULL AND session.expires_at > $2 AND account.disabled_at IS NULL
    RETURNING session.id, session.account_id, session.expires_at`,
};
export const TOUCH: Statement = { name: 'sessions.touch', text: 'UPDATE sessions SET last_used_at = $2 WHERE id = $1' };
export const FIND_USED: Statement = {
  name: 'sessions.find-used',
  text: `SELECT session.id, session.account_id FROM refresh_tokens token JOIN sessions session ON session.id = token.session_id
    WHERE token.hash = $1 AND token.used_at IS NOT NULL AND session.audience = $2`,
};
export const REVOKE: Statement = {
  name: 'sessions.revoke',
  text: 'UPDATE sessions SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL RETURNING id',
};
export const LIST: Statement = {
  name: 'sessions.list',
  text: `SELECT id, user_agent AS "userAgent", to_json(created_at) AS "createdAt", to_json(last_used_at) AS "lastUsedAt",
      to_json(expires_at) AS "expiresAt", id = $3 AS current
    FROM sessions WHERE account_id = $1 AND audience = $4 AND revoked_at IS NULL AND expires_at > $2 ORDER BY id DESC LIMIT 100`,
};
export const PURGE: Statement = {
  name: 'sessions.purge',
  text: 'DELETE FROM sessions WHERE expires_at < $1 RETURNING id',
};
