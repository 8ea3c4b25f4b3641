export { CompanyNames, type NamedCompany } from './company-names';
export { CompanySearch } from './company-search';
export { type Correction, DidYouMean } from './did-you-mean';
export { type Suggestion, Suggestions } from './suggestions';
export { DemandSearch } from './demand-search';
export { SearchExtras } from './search-extras';
export { SearchFacets } from './search-facets';
export { type Course, SearchIndex } from './search-index';
export { type RebuildCourse, SearchRebuild } from './search-rebuild';
export { WordChanges, WRITE_WORDS } from './search-vocabulary';
export type { SearchRequest, Total } from './search-page';
export {
  type DocumentFacets,
  type Facets,
  facetsAmong,
  facetTerms,
  filterTerms,
  headingTerm,
  SEARCH_KINDS,
  type SearchKind,
} from './search-terms';
export { SearchModule } from './search.module';
