export { AbandonedCases } from './abandoned-cases.service';
export {
  type DecisionTemplate,
  DecisionTemplates,
  type NewTemplate,
  type TemplateChanges,
} from './decision-templates.service';
export { ModerationModule } from './moderation.module';
export { type DecisionRequest, ReviewDesk } from './review-desk.service';
export type { Change } from './review-diff';
export { type QueueFilter, type ReviewCaseDetail, type ReviewCaseSummary, ReviewQueue } from './review-queue.query';
export * from './review.errors';
export * from './review.types';
export { Reviews } from './reviews.service';
