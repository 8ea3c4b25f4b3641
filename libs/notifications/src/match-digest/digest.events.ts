import type { DomainEvent } from '@shuqiao/platform';

/** A company changed when and of what it is told. */
export function matchDigestChanged(companyId: string): DomainEvent {
  return { name: 'match_digest.changed.v1', payload: { companyId } };
}

/** A member no longer wants the mails, or wants them again. */
export function matchDigestSubscriptionChanged(companyId: string, accountId: string): DomainEvent {
  return { name: 'match_digest.subscription_changed.v1', payload: { companyId, accountId } };
}
