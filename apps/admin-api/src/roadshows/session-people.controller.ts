import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe } from '@shuqiao/platform';
import {
  type SessionInterpreter,
  type SessionPeople,
  SessionPeopleDesk,
  type SessionSpeaker,
} from '@shuqiao/roadshows';
import {
  AssignmentDto,
  AssignmentView,
  SessionPeopleView,
  SpeakerDto,
  speakerOf,
  SpeakerView,
} from './session-people.dto';

/** Who speaks in a session and who interprets it. */
@Controller()
export class SessionPeopleController {
  constructor(private readonly people: SessionPeopleDesk) {}

  @Get('roadshow-sessions/:sessionId/people')
  @Access('roadshow.view')
  @ApiOkResponse({ type: SessionPeopleView })
  find(@CurrentActor() actor: Actor, @Param('sessionId', IdPipe) sessionId: string): Promise<SessionPeople> {
    return this.people.find(actor, sessionId);
  }

  @Post('roadshow-sessions/:sessionId/speakers')
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: SpeakerView })
  addSpeaker(
    @CurrentActor() actor: Actor,
    @Param('sessionId', IdPipe) sessionId: string,
    @Body() body: SpeakerDto,
  ): Promise<SessionSpeaker> {
    return this.people.addSpeaker(actor, sessionId, speakerOf(body));
  }

  @Delete('session-speakers/:id')
  @HttpCode(204)
  @Access('roadshow.manage')
  @ApiNoContentResponse()
  removeSpeaker(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.people.removeSpeaker(actor, id);
  }

  @Post('roadshow-sessions/:sessionId/interpreters')
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: AssignmentView })
  assign(
    @CurrentActor() actor: Actor,
    @Param('sessionId', IdPipe) sessionId: string,
    @Body() { interpreterId, languages }: AssignmentDto,
  ): Promise<SessionInterpreter> {
    return this.people.assign(actor, sessionId, interpreterId, languages);
  }

  @Delete('session-interpreters/:id')
  @HttpCode(204)
  @Access('roadshow.manage')
  @ApiNoContentResponse()
  release(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.people.release(actor, id);
  }
}
