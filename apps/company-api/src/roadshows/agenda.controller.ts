import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { AccountActor } from '@shuqiao/kernel';
import { IdPipe, PageQuery } from '@shuqiao/platform';
import { Agenda } from '@shuqiao/roadshows';
import { VersionPipe } from '../demands/version.pipe';
import { AgendaVersionPageView, WholeAgendaVersionView } from './agenda.dto';

class VersionQuery extends PageQuery {}

/** The versions of an agenda, which stay readable. */
@Controller()
export class AgendaController {
  constructor(private readonly agenda: Agenda) {}

  @Get('roadshows/:id/agenda-versions')
  @Access('public')
  @ApiOkResponse({ type: AgendaVersionPageView })
  list(@Param('id', IdPipe) id: string, @Query() { limit, cursor }: VersionQuery) {
    return this.agenda.versions(id, { limit, cursor });
  }

  @Get('roadshows/:id/agenda-versions/:version')
  @Access('public')
  @ApiOkResponse({ type: WholeAgendaVersionView })
  find(@Param('id', IdPipe) id: string, @Param('version', VersionPipe) version: number) {
    return this.agenda.version(id, version);
  }

  /** What versions changed for the sessions that the company booked. */
  @Get('companies/:companyId/roadshows/:roadshowId/agenda-changes')
  @Access('booking.view')
  @ApiOkResponse({ type: AgendaVersionPageView })
  changesFor(
    @CurrentActor() actor: AccountActor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('roadshowId', IdPipe) roadshowId: string,
    @Query() { limit, cursor }: VersionQuery,
  ) {
    return this.agenda.changesFor(actor, companyId, roadshowId, { limit, cursor });
  }
}
