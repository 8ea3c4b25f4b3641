export { type Hit, ImpactIndex } from './index/impact-index';
export type { SearchOptions } from './index/searcher';
export { type Collection } from './limits';
export { MatchEngine } from './match-engine';
export { MatchEngineModule } from './match-engine.module';
export { readSnapshot, writeSnapshot } from './store/snapshot-file';
export { type TextFeatureRow, TextFeatureStore } from './store/text-feature-store';
export { EngineBusyError, EngineLostError } from './thread/engine-host';
export type { EngineStatus } from './thread/protocol';
