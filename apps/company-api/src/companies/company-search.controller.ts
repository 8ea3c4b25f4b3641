import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import type { JsonBytes } from '@shuqiao/platform';
import { CompanyNames, CompanySearch, type NamedCompany, SearchExtras } from '@shuqiao/matching';
import { CompanyListQuery, CompanyPageView, CompanySuggestionView, SuggestionsQuery } from './company-search.dto';

const MOST_SUGGESTIONS = 10;

/** The public list of verified companies. */
@Controller('companies')
export class CompanySearchController {
  constructor(
    private readonly search: CompanySearch,
    private readonly names: CompanyNames,
    private readonly extras: SearchExtras,
  ) {}

  @Get()
  @Access('public')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOkResponse({ type: CompanyPageView })
  list(@CurrentActor() actor: Actor, @Query() query: CompanyListQuery): Promise<JsonBytes> {
    const { q, country, concept, side, kind, targetCountry: target, language, limit, cursor, highlight } = query;
    const request = { q, country, concept, side, kind, target, language, limit, cursor, highlight };
    const { facets, didYouMean } = query;
    return this.extras.answer('company', { ...request, facets, didYouMean }, () => this.search.find(actor, request));
  }

  @Get('suggestions')
  @Access('public')
  @ApiOkResponse({ type: CompanySuggestionView, isArray: true })
  suggestions(@CurrentActor() actor: Actor, @Query() { q }: SuggestionsQuery): Promise<NamedCompany[]> {
    return this.names.suggest(actor, q, MOST_SUGGESTIONS);
  }
}
