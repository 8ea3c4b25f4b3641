import { Module } from '@nestjs/common';
import { TaxonomyModule } from '@shuqiao/taxonomy';
import { SavedSearchLinks } from '../saved-searches/saved-search-links';
import { SavedSearchMatches } from '../saved-searches/saved-search-matches.service';
import { SavedSearches } from '../saved-searches/saved-searches.service';
import { CompanyNames } from './company-names';
import { CompanySearch } from './company-search';
import { ConceptNames } from './concept-names';
import { DidYouMean } from './did-you-mean';
import { Suggestions } from './suggestions';
import { DemandSearch } from './demand-search';
import { SearchEditions } from './search-editions';
import { SearchExtras } from './search-extras';
import { SearchFacets } from './search-facets';
import { SearchIndex } from './search-index';
import { SearchRebuild } from './search-rebuild';
import { SearchWords } from './search-words';

/** Search over demands and companies, for every program: the APIs read the index, the worker keeps it. */
@Module({
  imports: [TaxonomyModule],
  providers: [
    SearchWords,
    SearchEditions,
    SearchIndex,
    SearchRebuild,
    DemandSearch,
    CompanyNames,
    CompanySearch,
    SearchExtras,
    SearchFacets,
    SavedSearchLinks,
    SavedSearchMatches,
    SavedSearches,
    ConceptNames,
    DidYouMean,
    Suggestions,
  ],
  exports: [
    SearchIndex,
    SearchRebuild,
    DemandSearch,
    CompanyNames,
    CompanySearch,
    SearchExtras,
    SearchFacets,
    SavedSearchLinks,
    SavedSearchMatches,
    SavedSearches,
    DidYouMean,
    Suggestions,
  ],
})
export class SearchModule {}
