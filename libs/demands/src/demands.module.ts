import { Module } from '@nestjs/common';
import { ModerationModule } from '@shuqiao/moderation';
import { TaxonomyModule } from '@shuqiao/taxonomy';
import { DemandDrafts } from './demand-drafts.service';
import { DemandRecords } from './demand-records';
import { DemandReferences } from './demand-references';
import { DemandSubmission } from './demand-submission';
import { OwnDemands } from './own-demands.query';

/** Demands, for every program. */
@Module({
  imports: [ModerationModule, TaxonomyModule],
  providers: [DemandRecords, DemandReferences, DemandSubmission, OwnDemands, DemandDrafts],
  exports: [OwnDemands, DemandDrafts],
})
export class DemandsModule {}
