import { Eoi } from './eoi.entity';

export { EngagementModule } from './engagement.module';
export { type EoiAttachment, EoiAttachments, type UploadedFile } from './eoi-attachments.service';
export {
  type ComparedEoi,
  type ComparedOffer,
  EoiComparison,
  OFFER_GAPS,
  type OfferComparison,
  type OfferGap,
} from './eoi-comparison.service';
export { type ContactPerson, type ContactView, EoiContacts, type OpenContacts } from './eoi-contacts.service';
export { EoiDecisions } from './eoi-decisions.service';
export { EoiFollowUp } from './eoi-follow-up.service';
export { type Offer, OFFER_EVIDENCE_TYPES, type OfferEvidence, type OfferRecord, type PriceBand } from './eoi-offer';
export type { EoiFilter, EoiRecord } from './eoi-reads.query';
export { EoiReads } from './eoi-reads.service';
export { type EoiChange, type EoiDraft, EoiSending } from './eoi-sending.service';
export {
  DECLINE_REASONS,
  type DeclineReason,
  EOI_STATUSES,
  type EoiStatus,
  LAPSE_REASONS,
  type LapseReason,
} from './eoi.entity';
export * from './eoi.errors';

export const ENGAGEMENT_ENTITIES = [Eoi];
