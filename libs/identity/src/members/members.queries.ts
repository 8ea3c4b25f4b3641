import type { CompanyRole, Language } from '@shuqiao/kernel';
import type { Statement } from '@shuqiao/platform';

export interface MemberView {
  readonly accountId: string;
  readonly displayName: string;
  readonly email: string;
  readonly role: CompanyRole;
  readonly since: string;
  readonly version: number;
}

export interface InvitationView {
  readonly id: string;
  readonly companyId: string;
  readonly email: string;
  readonly role: CompanyRole;
  readonly language: Language;
  readonly status: 'open' | 'accepted' | 'withdrawn' | 'expired';
  readonly createdAt: string;
  readonly expiresAt: string;
}

const MEMBER = `member.account_id AS "accountId", account.display_name AS "displayName", account.email, member.role,
  to_json(member.created_at) AS since, member.version`;
const INVITATION = `id, company_id AS "companyId", email, role, language, to_json(created_at) AS "createdAt", to_json(expires_at) AS "expiresAt",
  CASE WHEN accepted_at IS NOT NULL THEN 'accepted' WHEN revoked_at IS NOT NULL THEN 'withdrawn'
       WHEN expires_at <= $1 THEN 'expired' ELSE 'open' END AS status`;

export const MEMBERS: Statement = {
  name: 'members.list',
  text: `SELECT ${MEMBER} FROM memberships member JOIN accounts account ON account.id = member.account_id
    WHERE member.company_id = $1 AND ($2::uuid IS NULL OR member.account_id > $2) ORDER BY member.account_id LIMIT $3`,
};
export const MEMBER_BY_ID: Statement = {
  name: 'members.find',
  text: `SELECT ${MEMBER} FROM memberships member JOIN accounts account ON account.id = member.account_id
    WHERE member.company_id = $1 AND member.account_id = $2`,
};
export const ADD_MEMBER: Statement = {
  name: 'members.add',
  text: 'INSERT INTO memberships (company_id, account_id, role, created_at) VALUES ($1, $2, $3, $4)',
};
export const SET_ROLE: Statement = {
  name: 'members.set-role',
  text: `UPDATE memberships SET role = $4, version = version + 1
    WHERE company_id = $1 AND account_id = $2 AND version = $3 RETURNING account_id`,
};
export const REMOVE_MEMBER: Statement = {
  name: 'members.remove',
  text: 'DELETE FROM memberships WHERE company_id = $1 AND account_id = $2 RETURNING role',
};
export const MEMBER_BY_EMAIL: Statement = {
  name: 'members.by-email',
  text: `SELECT 1 AS found FROM memberships member JOIN accounts account ON account.id = member.account_id
    WHERE member.company_id = $1 AND account.email = $2`,
};
export const INVITATIONS: Statement = {
  name: 'invitations.list',
  text: `SELECT ${INVITATION} FROM invitations WHERE company_id = $2 AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
};
export const INVITATION_BY_ID: Statement = {
  name: 'invitations.find',
  text: `SELECT ${INVITATION} FROM invitations WHERE id = $2 AND company_id = $3`,
};
export const INVITE: Statement = {
  name: 'invitations.create',
  text: `INSERT INTO invitations (id, company_id, email, role, language, invited_by, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
// An expired invitation makes room for a new one to the same address.
export const CLOSE_EXPIRED: Statement = {
  name: 'invitations.close-expired',
  text: `UPDATE invitations SET revoked_at = $3
    WHERE company_id = $1 AND email = $2 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at <= $3`,
};
export const WITHDRAW: Statement = {
  name: 'invitations.withdraw',
  text: `UPDATE invitations SET revoked_at = $3
    WHERE id = $1 AND company_id = $2 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $3 RETURNING id`,
};
export const ADDRESSED_TO: Statement = {
  name: 'invitations.addressed-to',
  text: `SELECT invitation.id FROM invitations invitation JOIN accounts account ON account.email = invitation.email
    WHERE invitation.id = $1 AND account.id = $2 AND account.email_verified_at IS NOT NULL`,
};
export const ACCEPT: Statement = {
  name: 'invitations.accept',
  text: `UPDATE invitations SET accepted_at = $3, accepted_by = $2
    WHERE id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $3 RETURNING company_id, role`,
};
