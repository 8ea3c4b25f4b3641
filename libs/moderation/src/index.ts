export { ModerationModule } from './moderation.module';
export * from './review.errors';
export * from './review.types';
export { Reviews } from './reviews.service';
export { addWorkingDays, REVIEW_WORKING_DAYS } from './working-days';
