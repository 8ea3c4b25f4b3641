import type { Statement } from '@shuqiao/platform';

export const RECEIVER = `account.id AS "accountId", account.email, account.display_name AS name, account.language, account.time_zone AS "timeZone"`;
// An address that was never proved may be somebody else's.
export const REACHABLE = 'account.disabled_at IS NULL AND account.email_verified_at IS NOT NULL';

/** Owners and editors of a company: ($1 company). */
export const COMPANY_EDITORS: Statement = {
  name: 'receivers.company-editors',
  text: `SELECT ${RECEIVER} FROM memberships membership JOIN accounts account ON account.id = membership.account_id
         WHERE membership.company_id = $1 AND membership.role IN ('owner', 'editor') AND ${REACHABLE} ORDER BY account.id LIMIT 200`,
};

/** One account: ($1 account). */
export const ONE_ACCOUNT: Statement = {
  name: 'receivers.one-account',
  text: `SELECT ${RECEIVER} FROM accounts account WHERE account.id = $1 AND ${REACHABLE}`,
};

/** Who has claimed a review case, or all who may review while nobody has: ($1 case). */
export const REVIEWERS: Statement = {
  name: 'receivers.reviewers',
  text: `SELECT ${RECEIVER} FROM review_cases reviewed JOIN accounts account
           ON account.id = reviewed.assignee OR (reviewed.assignee IS NULL AND account.staff_roles && ARRAY['reviewer', 'administrator'])
         WHERE reviewed.id = $1 AND account.staff_roles <> '{}' AND ${REACHABLE} ORDER BY account.id LIMIT 200`,
};
