import type { Language, StaffRole } from '@shuqiao/kernel';
import type { Statement } from '@shuqiao/platform';

/** What signing in needs to know of an account. */
export interface CredentialsRow {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly email: string;
  readonly display_name: string;
  readonly password_hash: string;
  readonly email_verified_at: Date | null;
  readonly disabled_at: Date | null;
  readonly staff_roles: StaffRole[];
}

/** An account as its holder sees it. */
export interface AccountView {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly secondFactor: boolean;
  readonly staffRoles: StaffRole[];
  readonly memberships: { companyId: string; role: string; legalName: string; status: string }[];
  readonly createdAt: string;
  readonly version: number;
}

const CREDENTIALS = 'id, email, display_name, password_hash, email_verified_at, disabled_at, staff_roles';

export const CREDENTIALS_BY_EMAIL: Statement = {
  name: 'accounts.credentials-by-email',
  text: `SELECT ${CREDENTIALS} FROM accounts WHERE email = $1`,
};
export const CREDENTIALS_BY_ID: Statement = {
  name: 'accounts.credentials-by-id',
  text: `SELECT ${CREDENTIALS} FROM accounts WHERE id = $1`,
};
export const VIEW: Statement = {
  name: 'accounts.view',
  text: `SELECT json_build_object(
      'id', account.id, 'email', account.email, 'displayName', account.display_name, 'language', account.language,
      'timeZone', account.time_zone, 'staffRoles', account.staff_roles, 'version', account.version,
      'createdAt', to_json(account.created_at),
      'secondFactor', EXISTS (SELECT 1 FROM second_factors factor WHERE factor.account_id = account.id AND factor.confirmed_at IS NOT NULL),
      'memberships', coalesce((
        SELECT json_agg(json_build_object('companyId', company.id, 'role', membership.role, 'legalName', company.legal_name,
                                          'status', company.status) ORDER BY company.id)
        FROM memberships membership JOIN companies company ON company.id = membership.company_id
        WHERE membership.account_id = account.id), '[]'::json)) AS view
    FROM accounts account WHERE account.id = $1`,
};
/** No hash: nobody's password. A mailed link sets the first one. */
export const NO_PASSWORD = 'unusable';

// Nobody has a password before the address is proven: whoever follows the mailed link chooses it. A sign-up that was
// never verified is taken over by the next one for the address.
export const SIGN_UP: Statement = {
  name: 'accounts.sign-up',
  text: `INSERT INTO accounts AS known (id, email, password_hash, display_name, language, time_zone, created_at)
    VALUES ($1, $2, '${NO_PASSWORD}', $3, $4, $5, $6)
    ON CONFLICT (email) DO UPDATE SET display_name = excluded.display_name, language = excluded.language, time_zone = excluded.time_zone, version = known.version + 1
    WHERE known.email_verified_at IS NULL AND known.disabled_at IS NULL AND known.staff_roles = '{}'
    RETURNING id`,
};
export const CREATE: Statement = {
  name: 'accounts.create',
  text: `INSERT INTO accounts (id, email, password_hash, display_name, language, time_zone, created_at, email_verified_at, staff_roles)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};
export const UPDATE: Statement = {
  name: 'accounts.update',
  text: `UPDATE accounts SET display_name = coalesce($3, display_name), language = coalesce($4, language),
      time_zone = coalesce($5, time_zone), version = version + 1
    WHERE id = $1 AND version = $2 RETURNING id`,
};
export const SET_PASSWORD: Statement = {
  name: 'accounts.set-password',
  text: `UPDATE accounts SET password_hash = $2, email_verified_at = coalesce(email_verified_at, $3)
    WHERE id = $1 AND disabled_at IS NULL RETURNING id`,
};
// The hash is compared, so that a password that was changed in the meantime is not put back.
export const CHANGE_PASSWORD: Statement = {
  name: 'accounts.change-password',
  text: 'UPDATE accounts SET password_hash = $2 WHERE id = $1 AND password_hash = $3 RETURNING id',
};
export const REVOKE_SESSIONS: Statement = {
  name: 'accounts.revoke-sessions',
  text: `UPDATE sessions SET revoked_at = $2
    WHERE account_id = $1 AND revoked_at IS NULL AND ($3::uuid IS NULL OR id <> $3) RETURNING id`,
};
