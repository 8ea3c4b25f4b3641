import { Module } from '@nestjs/common';
import { CompanyNames } from './company-names';
import { CompanySearch } from './company-search';
import { DemandSearch } from './demand-search';
import { SearchEditions } from './search-editions';
import { SearchFacets } from './search-facets';
import { SearchIndex } from './search-index';
import { SearchRebuild } from './search-rebuild';
import { SearchWords } from './search-words';

/** Search over demands and companies, for every program: the APIs read the index, the worker keeps it. */
@Module({
  providers: [
    SearchWords,
    SearchEditions,
    SearchIndex,
    SearchRebuild,
    DemandSearch,
    CompanyNames,
    CompanySearch,
    SearchFacets,
  ],
  exports: [SearchIndex, SearchRebuild, DemandSearch, CompanyNames, CompanySearch, SearchFacets],
})
export class SearchModule {}
