import type { TaggedText } from '@shuqiao/kernel';
import type { Statement } from '@shuqiao/platform';
import type { DeclineReason, EoiStatus, LapseReason } from './eoi.entity';
import { attachments, CONTACTS_OPEN } from './eoi-attachments.query';
import type { EoiAttachment } from './eoi-attachments.service';
import type { OfferRecord } from './eoi-offer';
import { OFFER } from './eoi-offers.query';

/** What both parties may read of an EOI: the offer and its course, nothing of persons. */
export interface EoiRecord {
  readonly id: string;
  readonly demandId: string;
  readonly demandTitle: TaggedText;
  /** The version of the demand that the offer answers. */
  readonly demandVersion: number;
  /** The version that waits to be confirmed, while `to_reconfirm`. */
  readonly reconfirmVersion: number | null;
  readonly companyId: string;
  readonly demandCompanyId: string;
  readonly status: EoiStatus;
  readonly cover: TaggedText | null;
  readonly offers: readonly OfferRecord[];
  /** For the receiver without the private ones while the contacts are closed. */
  readonly attachments: readonly EoiAttachment[];
  readonly sentAt: Date | null;
  readonly lapsesAt: Date | null;
  readonly lapseReason: LapseReason | null;
  readonly decidedAt: Date | null;
  readonly declineReason: DeclineReason | null;
  readonly declineText: TaggedText | null;
  readonly senderConsents: boolean;
  readonly receiverConsents: boolean;
  readonly contactsOpen: boolean;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface EoiFilter {
  readonly status?: EoiStatus | undefined;
  readonly demandId?: string | undefined;
}

/** Whose list: what a company sent, what it received, what staff see of one company or of all. */
export type EoiScope = 'sent' | 'received' | 'company' | 'all';

const record = (
  sees: string,
) => `SELECT eois.id, eois.demand_id AS "demandId", demand.summary -> 'title' AS "demandTitle", demand_version AS "demandVersion",
    reconfirm_version AS "reconfirmVersion", eois.company_id AS "companyId", demand_company_id AS "demandCompanyId", eois.status, cover,
    offered.offers, attached.attachments, sent_at AS "sentAt", lapses_at AS "lapsesAt", lapse_reason AS "lapseReason", decided_at AS "decidedAt",
    decline_reason AS "declineReason", decline_text AS "declineText", sender_consent_at IS NOT NULL AS "senderConsents",
    receiver_consent_at IS NOT NULL AS "receiverConsents",
    ${CONTACTS_OPEN} AS "contactsOpen",
    eois.version, eois.created_at AS "createdAt", eois.updated_at AS "updatedAt"
  FROM eois JOIN demand_listings demand ON demand.demand_id = eois.demand_id
  CROSS JOIN LATERAL (SELECT coalesce(json_agg(${OFFER} ORDER BY position), '[]') AS offers FROM eoi_requirements WHERE eoi_id = eois.id) AS offered
  CROSS JOIN LATERAL (${attachments(sees)}) AS attached`;

const SCOPES: Readonly<Record<EoiScope, string>> = {
  sent: 'eois.company_id = $1',
  received: `eois.demand_company_id = $1 AND eois.status <> 'draft'`,
  company: `$1 IN (eois.company_id, eois.demand_company_id) AND eois.status <> 'draft'`,
  all: `$1::uuid IS NULL AND eois.status <> 'draft'`,
};

/** One EOI for a party: $1 the id, $2 the actor's companies. */
export const ONE: Statement = {
  name: 'engagement.eoi',
  text: `${record('eois.company_id = ANY ($2::uuid[])')} WHERE eois.id = $1
         AND (eois.company_id = ANY ($2::uuid[]) OR (eois.status <> 'draft' AND eois.demand_company_id = ANY ($2::uuid[])))`,
};

/** One EOI for staff; a draft is its company's alone. */
export const ONE_FOR_STAFF: Statement = {
  name: 'engagement.eoi-for-staff',
  text: `${record('true')} WHERE eois.id = $1 AND eois.status <> 'draft'`,
};

/**
 * A page of EOIs, newest first: $1 the company, $2 the id before which it begins, $3 the limit, $4 the status, $5 the
 * demand. Each combination is a statement of its own, so that each gets the index that fits it.
 */
export function listStatement(scope: EoiScope, filter: EoiFilter): Statement {
  const conditions = [
    SCOPES[scope],
    'eois.id < $2::uuid',
    filter.status ? 'eois.status = $4' : '$4::text IS NULL',
    filter.demandId ? 'eois.demand_id = $5' : '$5::uuid IS NULL',
  ];
  return {
    name: `engagement.eois-${scope}${filter.status ? '-status' : ''}${filter.demandId ? '-demand' : ''}`,
    text: `${record(scope === 'received' ? 'false' : 'true')} WHERE ${conditions.join(' AND ')} ORDER BY eois.id DESC LIMIT $3`,
  };
}
