import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { type RoadshowDetail, type RoadshowInput, Roadshows } from '@shuqiao/roadshows';
import { CancelRoadshowDto, RoadshowDto, RoadshowPageView, RoadshowQuery, RoadshowView } from './roadshow.dto';

/** How the secretariat runs roadshows. */
@Controller('roadshows')
export class RoadshowsController {
  constructor(private readonly roadshows: Roadshows) {}

  @Post()
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: RoadshowView })
  create(@CurrentActor() actor: Actor, @Body() body: RoadshowDto): Promise<RoadshowDetail> {
    return this.roadshows.create(actor, contentOf(body));
  }

  @Get()
  @Access('roadshow.view')
  @ApiOkResponse({ type: RoadshowPageView })
  list(@CurrentActor() actor: Actor, @Query() { status, limit, cursor }: RoadshowQuery) {
    return this.roadshows.list(actor, { status }, { limit, cursor });
  }

  @Get(':id')
  @Access('roadshow.view')
  @ApiOkResponse({ type: RoadshowView })
  find(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<RoadshowDetail> {
    return this.roadshows.find(actor, id);
  }

  @Put(':id')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: RoadshowView })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() body: RoadshowDto,
  ): Promise<RoadshowDetail> {
    return this.roadshows.change(actor, id, version, contentOf(body));
  }

  @Post(':id/publication')
  @HttpCode(200)
  @Access('roadshow.manage')
  @ApiOkResponse({ type: RoadshowView })
  publish(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<RoadshowDetail> {
    return this.roadshows.act(actor, id, 'publish');
  }

  @Post(':id/opening')
  @HttpCode(200)
  @Access('roadshow.manage')
  @ApiOkResponse({ type: RoadshowView })
  open(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<RoadshowDetail> {
    return this.roadshows.act(actor, id, 'open');
  }

  @Post(':id/closing')
  @HttpCode(200)
  @Access('roadshow.manage')
  @ApiOkResponse({ type: RoadshowView })
  close(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<RoadshowDetail> {
    return this.roadshows.act(actor, id, 'close');
  }

  @Post(':id/completion')
  @HttpCode(200)
  @Access('roadshow.manage')
  @ApiOkResponse({ type: RoadshowView })
  finish(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<RoadshowDetail> {
    return this.roadshows.act(actor, id, 'finish');
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @Access('roadshow.manage')
  @ApiOkResponse({ type: RoadshowView })
  cancel(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason: { zh, ru, en } }: CancelRoadshowDto,
  ): Promise<RoadshowDetail> {
    return this.roadshows.cancel(actor, id, { zh, ru, en });
  }
}

function contentOf(body: RoadshowDto): RoadshowInput {
  const { kind, title, description, venueId, city, country, timeZone, startsOn, endsOn } = body;
  const { registrationOpensAt, registrationClosesAt, onlineLink, bookingsPerCompany } = body;
  return {
    kind,
    title,
    description,
    venueId,
    city,
    country,
    timeZone,
    startsOn,
    endsOn,
    registrationOpensAt,
    registrationClosesAt,
    onlineLink,
    bookingsPerCompany,
  };
}
