import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Suggestions } from '@shuqiao/matching';
import { SearchSuggestionsQuery, SuggestionListView } from './suggestion.dto';

/** What may be meant while somebody types. */
@ApiTags('search')
@Controller('suggestions')
export class SuggestionsController {
  constructor(private readonly suggestions: Suggestions) {}

  @Get()
  @Access('public')
  @ApiOkResponse({ type: SuggestionListView })
  async find(@CurrentActor() actor: Actor, @Query() { q, kind, limit }: SearchSuggestionsQuery) {
    return { items: await this.suggestions.find(actor, q, kind, limit) };
  }
}
