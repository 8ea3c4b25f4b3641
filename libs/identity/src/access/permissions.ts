import {
  type Actor,
  type CompanyRole,
  COMPANY_ROLES,
  DomainError,
  FORBIDDEN,
  type StaffRole,
  STAFF_ROLES,
} from '@shuqiao/kernel';

interface Grant {
  readonly company?: readonly CompanyRole[];
  readonly staff?: readonly StaffRole[];
}

const members = { company: COMPANY_ROLES } as const;
const editors = { company: ['owner', 'editor'] } as const;
const owners = { company: ['owner'] } as const;
const anyStaff = { staff: STAFF_ROLES } as const;
const reviewers = { staff: ['reviewer', 'administrator'] } as const;
const eventManagers = { staff: ['event_manager', 'administrator'] } as const;
const administrators = { staff: ['administrator'] } as const;

/** Who may do what: the one table. A permission that is not here does not exist, and a route cannot ask for it. */
export const PERMISSIONS = {
  'company.view': members,
  'company.edit': editors,
  'company.submit': owners,
  'company.delete': owners,
  'company.withdraw': owners,
  'member.view': members,
  'member.manage': owners,
  'demand.view': members,
  'demand.edit': editors,
  'demand.ask': editors,
  'match.view': members,
  'match.dismiss': editors,
  'match.digest': editors,
  'match.inspect': anyStaff,
  'match.judge': anyStaff,
  'match.weigh': administrators,
  'eoi.view': members,
  'eoi.edit': editors,
  'eoi.decide': editors,
  'contact.view': editors,
  'booking.view': members,
  'booking.edit': members,
  'booking.delegate': editors,
  'pitch.view': members,
  'pitch.edit': editors,
  'company.inspect': anyStaff,
  'company.suspend': reviewers,
  'demand.inspect': anyStaff,
  'demand.withdraw': reviewers,
  'eoi.inspect': anyStaff,
  'review.view': anyStaff,
  'review.decide': reviewers,
  'review.assign': administrators,
  'roadshow.view': anyStaff,
  'roadshow.manage': eventManagers,
  'attendance.record': eventManagers,
  'import.view': anyStaff,
  'import.manage': reviewers,
  'taxonomy.manage': administrators,
  'lexicon.view': anyStaff,
  'lexicon.manage': reviewers,
  'staff.manage': administrators,
  'account.manage': administrators,
  'audit.view': administrators,
} as const satisfies Record<string, Grant>;

export type Permission = keyof typeof PERMISSIONS;

/** The companies for which the actor has the permission: what a service puts into its `where`. */
export function companiesWith(actor: Actor, permission: Permission): string[] {
  const { company = [] }: Grant = PERMISSIONS[permission];
  return actor.memberships
    .filter((membership) => company.includes(membership.role))
    .map((membership) => membership.companyId);
}

/** Whether the actor has the permission anywhere: for some company of his, or as staff. */
export function may(actor: Actor, permission: Permission): boolean {
  const { staff = [] }: Grant = PERMISSIONS[permission];
  return actor.staffRoles.some((role) => staff.includes(role)) || companiesWith(actor, permission).length > 0;
}

/**
 * Checks that the actor has the permission for this one company, which he is known to be a member of.
 * @throws DomainError FORBIDDEN when his role there does not carry it.
 */
export function requirePermission(actor: Actor, permission: Permission, companyId: string): void {
  if (!companiesWith(actor, permission).includes(companyId)) throw new DomainError(FORBIDDEN, { permission });
}
