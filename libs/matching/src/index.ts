export { conceptSimilarity, lineage } from './concept-similarity';
export { explain, type ExplainedFactor } from './explanation';
export * from './features';
export { type Dismissal, DISMISSAL_REASONS, type DismissalReason, MatchDismissals } from './match-dismissals.service';
export { type LabelOf, MatchLabels } from './match-labels';
export { type Match, type MatchedDemand, MatchReads } from './match-reads.service';
export { Matching } from './matching.service';
export { MatchingModule } from './matching.module';
export { type Rarity, scoreMatch, WEIGHTS } from './score';
