import { Module } from '@nestjs/common';
import { CompanyNames } from './company-names';
import { CompanySearch } from './company-search';
import { DemandSearch } from './demand-search';
import { SearchIndex } from './search-index';
import { SearchWords } from './search-words';

/** Search over demands and companies, for every program: the APIs read the index, the worker keeps it. */
@Module({
  providers: [SearchWords, SearchIndex, DemandSearch, CompanyNames, CompanySearch],
  exports: [SearchIndex, DemandSearch, CompanyNames, CompanySearch],
})
export class SearchModule {}
