export { CompanyNames, type NamedCompany } from './company-names';
export { CompanySearch } from './company-search';
export { DemandSearch } from './demand-search';
export { SearchIndex } from './search-index';
export type { SearchRequest, Total } from './search-page';
export { type DocumentFacets, type Facets, facetTerms, filterTerms, type SearchKind } from './search-terms';
export { SearchModule } from './search.module';
