import type { AccountView } from '@shuqiao/identity';
import type { AccountDocument } from './account.dto';

/** An account as a firm's client sees it. */
export function accountDocument(view: AccountView): AccountDocument {
  const { id, email, displayName, language, timeZone, secondFactor, createdAt, version } = view;
  const memberships = view.memberships as AccountDocument['memberships'];
  return { id, email, displayName, language, timeZone, secondFactor, memberships, createdAt, version };
}
