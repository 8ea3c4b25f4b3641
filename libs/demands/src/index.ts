import { Demand } from './demand.entity';

export * from './demand-content';
export type { DemandChange } from './demand-changes';
export { CLOSE_REASONS, type CloseReason, Demand, DEMAND_STATUSES, type DemandStatus } from './demand.entity';
export * from './demand.errors';
export { DemandDrafts, type DemandEdit, type DemandInput } from './demand-drafts.service';
export { DemandsModule } from './demands.module';
export { OwnDemands } from './own-demands.query';
export type { AmendmentView, WorkingCopy } from './working-copy';

export const DEMAND_ENTITIES = [Demand];
