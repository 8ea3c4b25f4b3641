import type { AccountView } from '@shuqiao/identity';
import type { StaffAccountDocument } from './session.dto';

/** An account as its holder in the secretariat sees it. */
export function staffAccountDocument(view: AccountView): StaffAccountDocument {
  const { id, email, displayName, language, timeZone, staffRoles, secondFactor, createdAt, version } = view;
  return { id, email, displayName, language, timeZone, roles: staffRoles, secondFactor, createdAt, version };
}
