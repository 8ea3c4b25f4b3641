import type { Language, StaffRole } from '@shuqiao/kernel';
import type { Statement } from '@shuqiao/platform';

/** An account as administrators see it. */
export interface AccountAdministrationView {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
  readonly roles: StaffRole[];
  readonly emailVerified: boolean;
  readonly secondFactor: boolean;
  readonly disabledAt: string | null;
  readonly createdAt: string;
  readonly version: number;
}

const VIEW = `account.id, account.email, account.display_name AS "displayName", account.language, account.staff_roles AS roles,
  account.email_verified_at IS NOT NULL AS "emailVerified", to_json(account.disabled_at) AS "disabledAt",
  to_json(account.created_at) AS "createdAt", account.version,
  EXISTS (SELECT 1 FROM second_factors factor WHERE factor.account_id = account.id AND factor.confirmed_at IS NOT NULL) AS "secondFactor"`;

export const STAFF: Statement = {
  name: 'staff.list',
  text: `SELECT ${VIEW} FROM accounts account WHERE account.staff_roles <> '{}' AND account.erased_at IS NULL AND ($1::uuid IS NULL OR account.id > $1)
    ORDER BY account.id LIMIT $2`,
};
export const FIND: Statement = {
  name: 'staff.find',
  text: `SELECT ${VIEW} FROM accounts account WHERE account.id = $1 AND (account.staff_roles <> '{}') = $2 AND account.erased_at IS NULL`,
};
export const BY_EMAIL: Statement = {
  name: 'staff.by-email',
  text: `SELECT ${VIEW} FROM accounts account WHERE account.email = $1 AND account.staff_roles = '{}'`,
};
// Whoever signs up with an address that he cannot prove keeps nobody from becoming staff.
export const TAKE_OVER: Statement = {
  name: 'staff.take-over',
  text: `UPDATE accounts SET display_name = $2, language = $3, staff_roles = $4, version = version + 1
    WHERE email = $1 AND email_verified_at IS NULL AND disabled_at IS NULL AND staff_roles = '{}' RETURNING id`,
};
export const SET_ROLES: Statement = {
  name: 'staff.set-roles',
  text: `UPDATE accounts SET staff_roles = $3, version = version + 1
    WHERE id = $1 AND version = $2 AND staff_roles <> '{}' AND erased_at IS NULL RETURNING id`,
};
export const DISABLE: Statement = {
  name: 'staff.disable',
  text: `UPDATE accounts SET disabled_at = $3, version = version + 1
    WHERE id = $1 AND (staff_roles <> '{}') = $2 AND disabled_at IS NULL RETURNING id`,
};
export const ENABLE: Statement = {
  name: 'staff.enable',
  text: `UPDATE accounts SET disabled_at = NULL, version = version + 1
    WHERE id = $1 AND (staff_roles <> '{}') = $2 AND disabled_at IS NOT NULL AND erased_at IS NULL RETURNING id`,
};
export const ERASE: Statement = { name: 'staff.erase', text: 'SELECT erase_staff_account($1, $2) AS erased' };
