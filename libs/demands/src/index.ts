export { CompanyDemands } from './company-demands.service';
import { Demand } from './demand.entity';

export * from './demand-content';
export type { DemandChange } from './demand-changes';
export { CLOSE_REASONS, type CloseReason, Demand, DEMAND_STATUSES, type DemandStatus } from './demand.entity';
export * from './demand.errors';
export { type AmendmentInput, DemandAmendments } from './demand-amendments.service';
export { DemandAttachments } from './demand-attachments.service';
export { DemandClosing } from './demand-closing.service';
export { type ImportedDemand, ImportedDemands } from './imported-demands.service';
export { DemandDecisions } from './demand-decisions.service';
export { DemandDrafts, type DemandEdit, type DemandInput } from './demand-drafts.service';
export { DemandInspection, type InspectionFilter } from './demand-inspection.query';
export { DEMAND_LIST_ITEM, DemandList, type DemandListFilter } from './demand-list.query';
export { DemandQuestions, type QuestionView } from './demand-questions.service';
export { DemandsModule } from './demands.module';
export { Demands, type PublishedDemand } from './demands.service';
export { QuestionList } from './question-list.query';
export { OwnDemands } from './own-demands.query';
export type { AmendmentView, WorkingCopy } from './working-copy';

export const DEMAND_ENTITIES = [Demand];
