import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor, Page } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, PageQuery, RequiresIfMatch } from '@shuqiao/platform';
import {
  type DayContent,
  type DayInterpreterList,
  DayInterpreters,
  type DayDetail,
  MatchmakingDays,
  type Participation,
  ParticipationDesk,
} from '@shuqiao/roadshows';
import { DayDto, DayInterpretersDto, DayInterpretersView, DayView, DeskParticipationPageView } from './matchmaking.dto';

/** How the secretariat prepares days of one-to-one meetings. */
@ApiTags('matchmaking')
@Controller()
export class MatchmakingDaysController {
  constructor(
    private readonly days: MatchmakingDays,
    private readonly participations: ParticipationDesk,
    private readonly interpreters: DayInterpreters,
  ) {}

  @Post('roadshows/:roadshowId/matchmaking-days')
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: DayView })
  create(
    @CurrentActor() actor: Actor,
    @Param('roadshowId', IdPipe) roadshowId: string,
    @Body() body: DayDto,
  ): Promise<DayDetail> {
    return this.days.create(actor, roadshowId, contentOf(body));
  }

  @Get('roadshows/:roadshowId/matchmaking-days')
  @Access('roadshow.view')
  @ApiOkResponse({ type: [DayView] })
  list(@CurrentActor() actor: Actor, @Param('roadshowId', IdPipe) roadshowId: string): Promise<DayDetail[]> {
    return this.days.list(actor, roadshowId);
  }

  @Get('matchmaking-days/:id')
  @Access('roadshow.view')
  @ApiOkResponse({ type: DayView })
  find(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<DayDetail> {
    return this.days.find(actor, id);
  }

  @Put('matchmaking-days/:id')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: DayView })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() body: DayDto,
  ): Promise<DayDetail> {
    return this.days.change(actor, id, version, contentOf(body));
  }

  @Post('matchmaking-days/:id/opening')
  @HttpCode(200)
  @Access('roadshow.manage')
  @ApiOkResponse({ type: DayView })
  open(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<DayDetail> {
    return this.days.act(actor, id, 'open');
  }

  @Post('matchmaking-days/:id/closing')
  @HttpCode(200)
  @Access('roadshow.manage')
  @ApiOkResponse({ type: DayView })
  close(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<DayDetail> {
    return this.days.act(actor, id, 'close');
  }

  @Post('matchmaking-days/:id/cancellation')
  @HttpCode(200)
  @Access('roadshow.manage')
  @ApiOkResponse({ type: DayView })
  cancel(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<DayDetail> {
    return this.days.act(actor, id, 'cancel');
  }

  @Get('matchmaking-days/:id/participations')
  @Access('roadshow.view')
  @ApiOkResponse({ type: DeskParticipationPageView })
  participants(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<Participation>> {
    return this.participations.list(actor, id, { limit, cursor });
  }

  @Get('matchmaking-days/:id/interpreters')
  @Access('roadshow.view')
  @ApiOkResponse({ type: DayInterpretersView })
  listInterpreters(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<DayInterpreterList> {
    return this.interpreters.find(actor, id);
  }

  @Put('matchmaking-days/:id/interpreters')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: DayInterpretersView })
  setInterpreters(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { interpreters }: DayInterpretersDto,
  ): Promise<DayInterpreterList> {
    const list = interpreters.map(({ interpreterId, unavailable }) => ({ interpreterId, unavailable }));
    return this.interpreters.replace(actor, id, version, list);
  }
}

function contentOf({ place, roomId, tables, fairness, wishesCloseAt, requestsPerCompany, slots }: DayDto): DayContent {
  const said = place && { zh: place.zh, ru: place.ru, en: place.en };
  const times = slots.map(({ half, startsAt, endsAt }) => ({ half, startsAt, endsAt }));
  return { place: said, roomId, tables, fairness, wishesCloseAt, requestsPerCompany, slots: times };
}
