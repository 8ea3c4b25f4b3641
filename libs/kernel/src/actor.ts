import type { Language } from './language';

export const COMPANY_ROLES = ['owner', 'editor', 'viewer'] as const;
export type CompanyRole = (typeof COMPANY_ROLES)[number];

export const STAFF_ROLES = ['reviewer', 'event_manager', 'case_officer', 'administrator'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export interface Membership {
  readonly companyId: string;
  readonly role: CompanyRole;
}

/**
 * Who acts, and for whom. Every service method takes the actor first and finds what it touches by what the actor may
 * see. `system` is the worker and the commands.
 */
export interface Actor {
  readonly kind: 'anonymous' | 'account' | 'staff' | 'system';
  readonly accountId: string | null;
  readonly memberships: readonly Membership[];
  readonly staffRoles: readonly StaffRole[];
  readonly language: Language;
  /** The request, job or command that this is done in; it stands in the audit entry and in the logs. */
  readonly requestId: string;
  /** The session that it is done in, when somebody is signed in. */
  readonly sessionId?: string;
}

export function anonymousActor(language: Language, requestId: string): Actor {
  return { kind: 'anonymous', accountId: null, memberships: [], staffRoles: [], language, requestId };
}

export function systemActor(requestId: string): Actor {
  return { kind: 'system', accountId: null, memberships: [], staffRoles: [], language: 'en', requestId };
}

/** An actor that is known to have an account; what `signed in` routes hand to the services. */
export type AccountActor = Actor & { readonly accountId: string };
