import type { DomainEvent } from '@shuqiao/platform';

// Ids only: the mail's link is made from the id by AccountLinks, so that no secret lies in the outbox.

export function verificationRequested(accountTokenId: string): DomainEvent {
  return { name: 'account.verification_requested.v1', payload: { accountTokenId } };
}

export function resetRequested(accountTokenId: string): DomainEvent {
  return { name: 'account.reset_requested.v1', payload: { accountTokenId } };
}

/** So many wrong guesses in a row that only a link to the address lets somebody in again; the token is that link's. */
export function accountLocked(accountTokenId: string): DomainEvent {
  return { name: 'account.locked.v1', payload: { accountTokenId } };
}

export function alreadyRegistered(accountId: string): DomainEvent {
  return { name: 'account.already_registered.v1', payload: { accountId } };
}

export function staffInvited(accountTokenId: string): DomainEvent {
  return { name: 'staff.invited.v1', payload: { accountTokenId } };
}

export function memberInvited(invitationId: string): DomainEvent {
  return { name: 'member.invited.v1', payload: { invitationId } };
}

export function memberJoined(companyId: string, accountId: string): DomainEvent {
  return { name: 'member.joined.v1', payload: { companyId, accountId } };
}

/** Somebody stopped being a member: he left, was removed, or erased his account. */
export function memberLeft(companyId: string, accountId: string): DomainEvent {
  return { name: 'member.left.v1', payload: { companyId, accountId } };
}

export function accountErased(accountId: string): DomainEvent {
  return { name: 'account.erased.v1', payload: { accountId } };
}
