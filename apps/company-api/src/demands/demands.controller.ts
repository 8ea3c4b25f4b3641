import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DemandList, Demands } from '@shuqiao/demands';
import { Access } from '@shuqiao/identity';
import { DemandSearch, SearchExtras } from '@shuqiao/matching';
import { IdPipe, type JsonBytes } from '@shuqiao/platform';
import { DemandListQuery } from './demand-list.dto';
import { DemandPageView, DemandVersionView } from './demand-list.view';
import { DemandView } from './demand.view';
import { VersionPipe } from './version.pipe';

const JSON_TYPE = 'application/json; charset=utf-8';

/** What everybody may read of demands; the database writes the JSON. */
@ApiTags('demands')
@Controller('demands')
export class DemandsController {
  constructor(
    private readonly demands: Demands,
    private readonly demandList: DemandList,
    private readonly demandSearch: DemandSearch,
    private readonly extras: SearchExtras,
  ) {}

  @Get()
  @Access('public')
  @Header('content-type', JSON_TYPE)
  @ApiOkResponse({ type: DemandPageView })
  list(@Query() query: DemandListQuery): Promise<JsonBytes> {
    return this.extras.answer('demand', query, () => this.page(query));
  }

  @Get(':demandId')
  @Access('public')
  @Header('content-type', JSON_TYPE)
  @ApiOkResponse({ type: DemandView })
  read(@Param('demandId', IdPipe) demandId: string): Promise<JsonBytes> {
    return this.demands.read(demandId);
  }

  @Get(':demandId/versions/:version')
  @Access('public')
  @Header('content-type', JSON_TYPE)
  @ApiOkResponse({ type: DemandVersionView })
  readVersion(
    @Param('demandId', IdPipe) demandId: string,
    @Param('version', VersionPipe) version: number,
  ): Promise<JsonBytes> {
    return this.demands.readVersion(demandId, version);
  }

  private page(query: DemandListQuery): Promise<JsonBytes> {
    const { q, side, kind, language } = query;
    // What the list cannot answer from its counters the index of the search does.
    if (q ?? side ?? kind ?? language) return this.demandSearch.find(query);
    return this.demandList.page(query, query);
  }
}
