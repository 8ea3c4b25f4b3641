import { Module } from '@nestjs/common';
import { ModerationModule } from '@shuqiao/moderation';
import { TaxonomyModule } from '@shuqiao/taxonomy';
import { CompanyDemands } from './company-demands.service';
import { DemandAmendments } from './demand-amendments.service';
import { DemandAttachments } from './demand-attachments.service';
import { DemandClosing } from './demand-closing.service';
import { DemandDecisions } from './demand-decisions.service';
import { DemandDrafts } from './demand-drafts.service';
import { DemandList } from './demand-list.query';
import { DemandInspection } from './demand-inspection.query';
import { DemandPublication } from './demand-publication';
import { DemandQuestions } from './demand-questions.service';
import { DemandRecords } from './demand-records';
import { DemandReferences } from './demand-references';
import { DemandSubmission } from './demand-submission';
import { Demands } from './demands.service';
import { ImportedDemands } from './imported-demands.service';
import { OwnDemands } from './own-demands.query';
import { PendingAmendments } from './pending-amendments';
import { QuestionList } from './question-list.query';

const inner = [DemandRecords, DemandReferences, DemandSubmission, DemandPublication, PendingAmendments];
const useCases = [
  CompanyDemands,
  DemandAttachments,
  Demands,
  DemandList,
  OwnDemands,
  DemandDrafts,
  DemandAmendments,
  DemandClosing,
  DemandDecisions,
  DemandQuestions,
  QuestionList,
  DemandInspection,
  ImportedDemands,
];

/** Demands, for every program. */
@Module({
  imports: [ModerationModule, TaxonomyModule],
  providers: [...inner, ...useCases],
  exports: useCases,
})
export class DemandsModule {}
