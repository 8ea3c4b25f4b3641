import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { IdPipe, IfMatch, RequiresIfMatch, type SignedLink } from '@shuqiao/platform';
import { PitchDesk, type PitchDetail, SlidesOfPitches } from '@shuqiao/roadshows';
import { PitchPageView, PitchQuery, PitchView, SlidesDeadlineDto, SlidesLinkView, SlotDto } from './pitch.dto';

/** What the secretariat does with pitches, besides deciding their review cases. */
@Controller()
export class PitchesController {
  constructor(
    private readonly desk: PitchDesk,
    private readonly slides: SlidesOfPitches,
  ) {}

  @Get('roadshows/:roadshowId/pitches')
  @Access('roadshow.view')
  @ApiOkResponse({ type: PitchPageView })
  list(
    @CurrentActor() actor: Actor,
    @Param('roadshowId', IdPipe) roadshowId: string,
    @Query() { status, slidesOverdue, limit, cursor }: PitchQuery,
  ) {
    return this.desk.list(actor, roadshowId, { status, slidesOverdue }, { limit, cursor });
  }

  @Get('pitches/:id')
  @Access('roadshow.view')
  @ApiOkResponse({ type: PitchView })
  find(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<PitchDetail> {
    return this.desk.find(actor, id);
  }

  @Put('pitches/:id/slot')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: PitchView })
  place(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { sessionId, startsAt, endsAt }: SlotDto,
  ): Promise<PitchDetail> {
    return this.desk.place(actor, id, version, { sessionId, startsAt, endsAt });
  }

  @Delete('pitches/:id/slot')
  @HttpCode(204)
  @Access('roadshow.manage')
  @ApiNoContentResponse()
  unplace(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.desk.unplace(actor, id);
  }

  @Put('pitches/:id/slides-deadline')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: PitchView })
  askForSlides(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { dueAt }: SlidesDeadlineDto,
  ): Promise<PitchDetail> {
    return this.desk.askForSlides(actor, id, version, dueAt);
  }

  @Get('pitches/:id/slides/link')
  @Access('roadshow.view')
  @ApiOkResponse({ type: SlidesLinkView })
  link(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SignedLink> {
    return this.slides.deskLink(actor, id);
  }
}
