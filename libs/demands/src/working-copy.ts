import type { TaggedText } from '@shuqiao/kernel';
import type { DecisionForCompany } from '@shuqiao/moderation';
import type { Attachment, DemandContact, DemandContent, Requirement } from './demand-content';
import type { DemandChange } from './demand-changes';
import type { CloseReason, Demand, DemandStatus } from './demand.entity';

/** An amendment as its company reads it. */
export interface AmendmentView {
  readonly id: string;
  readonly demandVersion: number;
  readonly status: 'pending' | 'approved' | 'returned' | 'rejected' | 'voided';
  readonly reason: TaggedText;
  readonly changes: readonly DemandChange[];
  readonly material: boolean;
  readonly createdAt: string;
  readonly decidedAt: string | null;
}

/** A demand as its own company works on it. */
export interface WorkingCopy extends DemandContent {
  readonly id: string;
  readonly companyId: string;
  readonly status: DemandStatus;
  readonly contact: DemandContact | null;
  readonly publishedVersion: number;
  readonly publishedAt: string | null;
  readonly closedAt: string | null;
  readonly closeReason: CloseReason | null;
  readonly closeNote: TaggedText | null;
  /** The newest decision of the secretariat, with its remarks per field. */
  readonly review: DecisionForCompany | null;
  /** The newest amendment, whatever became of it. */
  readonly amendment: AmendmentView | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface Surroundings {
  readonly requirements: readonly Requirement[];
  readonly attachments: readonly Attachment[];
  readonly review: DecisionForCompany | null;
  readonly amendment: AmendmentView | null;
}

export function workingCopy(demand: Demand, around: Surroundings): WorkingCopy {
  return {
    id: demand.id,
    companyId: demand.companyId,
    status: demand.status,
    ...demand.terms,
    contact: demand.contact,
    publishedVersion: demand.publishedVersion,
    publishedAt: demand.publishedAt?.toISOString() ?? null,
    closedAt: demand.closedAt?.toISOString() ?? null,
    closeReason: demand.closeReason,
    closeNote: demand.closeNote,
    ...around,
    version: demand.version,
    createdAt: demand.createdAt.toISOString(),
    updatedAt: demand.updatedAt.toISOString(),
  };
}
