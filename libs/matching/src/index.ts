export * from './features';
export { conceptSimilarity, lineage } from './concept-similarity';
export { type Rarity, scoreMatch, WEIGHTS } from './score';
