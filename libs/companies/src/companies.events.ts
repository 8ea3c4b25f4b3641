import type { DomainEvent } from '@shuqiao/platform';

type Named = { readonly id: string };

const about =
  (name: string) =>
  (company: Named): DomainEvent => ({ name, payload: { companyId: company.id } });

export const companySubmitted = about('company.submitted.v1');
export const companyVerified = about('company.verified.v1');
export const companyReturned = about('company.returned.v1');
export const companyRejected = about('company.rejected.v1');
export const companySuspended = about('company.suspended.v1');
export const companyReinstated = about('company.reinstated.v1');
/** A draft that was never submitted is gone with all that belonged to it. */
export const companyDeleted = about('company.deleted.v1');
/** The company has left the portal: its demands, answers and seats follow. */
export const companyWithdrawn = about('company.withdrawn.v1');
/** The public document changed, appeared or went away: search and matching follow it. */
export const companyChanged = about('company.changed.v1');

/** Companies appeared that were imported: what company.changed means of each, said of many at once. */
export function companiesListed(companyIds: readonly string[]): DomainEvent {
  return { name: 'companies.listed.v1', payload: { companyIds: [...companyIds] } };
}

type NamedChange = Named & { readonly companyId: string; readonly status: string };

export function legalChangeSubmitted({ id, companyId }: NamedChange): DomainEvent {
  return { name: 'company.legal_change_submitted.v1', payload: { companyId, legalChangeId: id } };
}

export function legalChangeWithdrawn({ id, companyId }: NamedChange): DomainEvent {
  return { name: 'company.legal_change_withdrawn.v1', payload: { companyId, legalChangeId: id } };
}

/** `decision` is approved, returned or rejected. */
export function legalChangeDecided({ id, companyId, status }: NamedChange): DomainEvent {
  return { name: 'company.legal_change_decided.v1', payload: { companyId, legalChangeId: id, decision: status } };
}

/** Findings of a verified company run out soon: `checks` are their codes. */
export function checksExpiring({ id }: Named, checks: readonly string[]): DomainEvent {
  return { name: 'company.checks_expiring.v1', payload: { companyId: id, checks: [...checks] } };
}

const aboutRenewal =
  (name: string) =>
  ({ id, companyId }: NamedChange): DomainEvent => ({ name, payload: { companyId, renewalId: id } });

/** Opened by the clock, since a finding has run out; `submitted` when its company asked. */
export const renewalOpened = aboutRenewal('company.renewal_opened.v1');
export const renewalSubmitted = aboutRenewal('company.renewal_submitted.v1');
export const renewalWithdrawn = aboutRenewal('company.renewal_withdrawn.v1');
export const renewalLapsed = aboutRenewal('company.renewal_lapsed.v1');

/** `decision` is approved, returned or rejected. */
export function renewalDecided({ id, companyId, status }: NamedChange): DomainEvent {
  return { name: 'company.renewal_decided.v1', payload: { companyId, renewalId: id, decision: status } };
}
