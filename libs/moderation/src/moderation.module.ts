import { Module } from '@nestjs/common';
import { AbandonedCases } from './abandoned-cases.service';
import { DecisionTemplates } from './decision-templates.service';
import { ReviewCaseStore } from './review-case.store';
import { ReviewDesk } from './review-desk.service';
import { ReviewQueue } from './review-queue.query';
import { Reviews } from './reviews.service';

/** Review cases, for every program; it knows no subject by type. */
@Module({
  providers: [Reviews, ReviewDesk, ReviewQueue, AbandonedCases, DecisionTemplates, ReviewCaseStore],
  exports: [Reviews, ReviewDesk, ReviewQueue, AbandonedCases, DecisionTemplates],
})
export class ModerationModule {}
