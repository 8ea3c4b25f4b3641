import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { Creates, IdPipe } from '@shuqiao/platform';
import { Agenda, type AgendaVersion, SessionCancellation } from '@shuqiao/roadshows';
import { AgendaVersionView, PendingAgendaView } from './agenda.dto';

/** How the secretariat publishes what it made of the agenda. */
@Controller()
export class AgendaController {
  constructor(
    private readonly agenda: Agenda,
    private readonly cancellation: SessionCancellation,
  ) {}

  /** What the next version would change. */
  @Get('roadshows/:id/pending-agenda')
  @Access('roadshow.view')
  @ApiOkResponse({ type: PendingAgendaView })
  pending(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.agenda.pending(actor, id);
  }

  @Post('roadshows/:id/agenda-versions')
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: AgendaVersionView })
  publish(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<AgendaVersion> {
    return this.agenda.publish(actor, id);
  }

  @Post('roadshow-sessions/:id/cancellation')
  @HttpCode(204)
  @Access('roadshow.manage')
  @ApiNoContentResponse()
  cancel(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.cancellation.cancel(actor, id);
  }
}
