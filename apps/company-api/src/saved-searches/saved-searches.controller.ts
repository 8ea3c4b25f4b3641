import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { AccountActor } from '@shuqiao/kernel';
import { type SavedQuery, SavedSearches } from '@shuqiao/matching';
import { Creates, IdPipe, IfMatch, PageQuery, RequiresIfMatch } from '@shuqiao/platform';
import {
  NewSavedSearchDto,
  type SavedQueryDto,
  SavedSearchChangesDto,
  SavedSearchPage,
  SavedSearchView,
} from './saved-search.dto';

/** Searches that one keeps, and is told of their new results; everybody has his own. */
@ApiTags('saved-searches')
@Controller('saved-searches')
export class SavedSearchesController {
  constructor(private readonly searches: SavedSearches) {}

  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: SavedSearchPage })
  list(@CurrentActor() actor: AccountActor, @Query() { limit, cursor }: PageQuery) {
    return this.searches.list(actor, { limit, cursor });
  }

  @Post()
  @Creates()
  @Access('signed-in')
  @ApiCreatedResponse({ type: SavedSearchView })
  create(@CurrentActor() actor: AccountActor, @Body() { name, kind, query, alert }: NewSavedSearchDto) {
    return this.searches.create(actor, { name, kind, query: queryIn(query), alert });
  }

  @Get(':id')
  @Access('signed-in')
  @ApiOkResponse({ type: SavedSearchView })
  read(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string) {
    return this.searches.read(actor, id);
  }

  @Patch(':id')
  @RequiresIfMatch()
  @Access('signed-in')
  @ApiOkResponse({ type: SavedSearchView })
  update(
    @CurrentActor() actor: AccountActor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { name, query, alert }: SavedSearchChangesDto,
  ) {
    return this.searches.update(actor, id, version, {
      ...(name === undefined ? {} : { name }),
      ...(query === undefined ? {} : { query: queryIn(query) }),
      ...(alert === undefined ? {} : { alert }),
    });
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('signed-in')
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string) {
    return this.searches.remove(actor, id);
  }
}

function queryIn(dto: SavedQueryDto): SavedQuery {
  const { q, country, concept, side, kind, language, targetCountry, deadlineFrom, deadlineTo } = dto;
  const all = { q, country, concept, side, kind, language, targetCountry, deadlineFrom, deadlineTo };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== null));
}
