import type { DomainEvent } from '@shuqiao/platform';
import type { Eoi } from './eoi.entity';

type EoiEventName =
  `eoi.${'sent' | 'accepted' | 'declined' | 'withdrawn' | 'lapsed' | 'to_reconfirm' | 'reconfirmed' | 'answer_due'}.v1`;
type ContactsEventName = `contacts.${'opened' | 'closed'}.v1`;

/** What happened to an EOI. `companyId` is the sender, `demandCompanyId` the receiver; `reason` is why it was declined. */
export function eoiEvent(name: EoiEventName | ContactsEventName, eoi: Eoi): DomainEvent {
  return {
    name,
    payload: {
      ...{ eoiId: eoi.id, demandId: eoi.demandId, companyId: eoi.companyId, demandCompanyId: eoi.demandCompanyId },
      ...(name === 'eoi.declined.v1' ? { reason: eoi.declineReason } : {}),
    },
  };
}
