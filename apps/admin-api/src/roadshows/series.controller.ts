import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { RoadshowCopies, type RoadshowCopy, RoadshowSeries, type SeriesDetail } from '@shuqiao/roadshows';
import {
  CopyDto,
  ExtensionDto,
  ExtensionView,
  NewSeriesDto,
  RoadshowCopyView,
  SeriesPageView,
  SeriesQuery,
  SeriesRuleDto,
  SeriesView,
} from './series.dto';

/** Roadshows made of earlier ones: copies, and series of them. */
@Controller()
export class SeriesController {
  constructor(
    private readonly copies: RoadshowCopies,
    private readonly series: RoadshowSeries,
  ) {}

  @Post('roadshows/:id/copies')
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: RoadshowCopyView })
  copy(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { startsOn }: CopyDto,
  ): Promise<RoadshowCopy> {
    return this.copies.copy(actor, id, startsOn);
  }

  @Post('roadshow-series')
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: SeriesView })
  create(
    @CurrentActor() actor: Actor,
    @Body() { roadshowId, rule, skipped, added }: NewSeriesDto,
  ): Promise<SeriesDetail> {
    return this.series.create(actor, roadshowId, { rule, skipped, added });
  }

  @Get('roadshow-series')
  @Access('roadshow.view')
  @ApiOkResponse({ type: SeriesPageView })
  list(@CurrentActor() actor: Actor, @Query() { limit, cursor }: SeriesQuery) {
    return this.series.list(actor, { limit, cursor });
  }

  @Get('roadshow-series/:id')
  @Access('roadshow.view')
  @ApiOkResponse({ type: SeriesView })
  find(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SeriesDetail> {
    return this.series.find(actor, id);
  }

  @Put('roadshow-series/:id')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: SeriesView })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { rule, skipped, added }: SeriesRuleDto,
  ): Promise<SeriesDetail> {
    return this.series.change(actor, id, version, { rule, skipped, added });
  }

  // Once more it makes nothing, with or without a key.
  @Post('roadshow-series/:id/extension')
  @HttpCode(200)
  @Access('roadshow.manage')
  @ApiOkResponse({ type: ExtensionView })
  async extend(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { until }: ExtensionDto,
  ): Promise<{ made: RoadshowCopy[] }> {
    return { made: await this.series.extend(actor, id, until) };
  }
}
