export { type Comparison, VECTOR_WEIGHT } from './index/compare';
export { type Hit, ImpactIndex } from './index/impact-index';
export type { SearchOptions } from './index/searcher';
export { type Collection, COLLECTIONS } from './limits';
