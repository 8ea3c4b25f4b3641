import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Access } from '@shuqiao/identity';
import { IdPipe } from '@shuqiao/platform';
import { RoadshowCatalogue } from '@shuqiao/roadshows';
import { RoadshowPageView, RoadshowQuery, RoadshowWithAgendaView } from './roadshow.dto';

/** Roadshows as everybody may read them. */
@Controller('roadshows')
export class RoadshowsController {
  constructor(private readonly catalogue: RoadshowCatalogue) {}

  @Get()
  @Access('public')
  @ApiOkResponse({ type: RoadshowPageView })
  list(@Query() { kind, country, upcoming, limit, cursor }: RoadshowQuery) {
    return this.catalogue.list({ kind, country, upcoming }, { limit, cursor });
  }

  @Get(':id')
  @Access('public')
  @ApiOkResponse({ type: RoadshowWithAgendaView })
  find(@Param('id', IdPipe) id: string) {
    return this.catalogue.find(id);
  }
}
