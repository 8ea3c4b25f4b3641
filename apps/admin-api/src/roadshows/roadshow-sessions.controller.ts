import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { RoadshowSessions, type SessionDetail } from '@shuqiao/roadshows';
import {
  CapacityDto,
  NewSessionDto,
  SessionContentDto,
  SessionTimeDto,
  SessionView,
  WaitlistRulesDto,
} from './session.dto';

/** How the secretariat makes the agenda. */
@Controller()
export class RoadshowSessionsController {
  constructor(private readonly sessions: RoadshowSessions) {}

  @Post('roadshows/:roadshowId/sessions')
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: SessionView })
  add(
    @CurrentActor() actor: Actor,
    @Param('roadshowId', IdPipe) roadshowId: string,
    @Body() body: NewSessionDto,
  ): Promise<SessionDetail> {
    const { title, languages, roomId, startsAt, endsAt, capacity, onlineSeats } = body;
    const { requiresApproval, delegatesPerCompany } = body;
    return this.sessions.add(actor, roadshowId, {
      title,
      languages,
      roomId,
      startsAt,
      endsAt,
      capacity,
      onlineSeats,
      requiresApproval,
      delegatesPerCompany,
    });
  }

  @Get('roadshows/:roadshowId/sessions')
  @Access('roadshow.view')
  @ApiOkResponse({ type: SessionView, isArray: true })
  list(@CurrentActor() actor: Actor, @Param('roadshowId', IdPipe) roadshowId: string): Promise<SessionDetail[]> {
    return this.sessions.list(actor, roadshowId);
  }

  @Get('roadshow-sessions/:id')
  @Access('roadshow.view')
  @ApiOkResponse({ type: SessionView })
  find(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SessionDetail> {
    return this.sessions.find(actor, id);
  }

  @Put('roadshow-sessions/:id')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: SessionView })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { title, languages, requiresApproval, delegatesPerCompany }: SessionContentDto,
  ): Promise<SessionDetail> {
    return this.sessions.change(actor, id, version, { title, languages, requiresApproval, delegatesPerCompany });
  }

  @Put('roadshow-sessions/:id/time')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: SessionView })
  move(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { roomId, startsAt, endsAt }: SessionTimeDto,
  ): Promise<SessionDetail> {
    return this.sessions.move(actor, id, version, { roomId, startsAt, endsAt });
  }

  @Put('roadshow-sessions/:id/waitlist-rules')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: SessionView })
  setWaitlistRules(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { rules }: WaitlistRulesDto,
  ): Promise<SessionDetail> {
    return this.sessions.setWaitlistRules(actor, id, version, rules);
  }

  @Put('roadshow-sessions/:id/capacity')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: SessionView })
  changeCapacity(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { capacity, onlineSeats }: CapacityDto,
  ): Promise<SessionDetail> {
    return this.sessions.changeCapacity(actor, id, version, { capacity, onlineSeats });
  }
}
