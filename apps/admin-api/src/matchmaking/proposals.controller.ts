import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor, Page } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, PageQuery, RequiresIfMatch } from '@shuqiao/platform';
import {
  type DayDetail,
  MeetingProposals,
  MeetingSchedules,
  type ProposalDetail,
  type ProposalSummary,
} from '@shuqiao/roadshows';
import { DayView } from './matchmaking.dto';
import {
  ConfirmDto,
  MoveDto,
  ProposalOrderDto,
  ProposalPageView,
  ProposalSummaryView,
  ProposalView,
} from './proposal.dto';

/** Proposals of the scheduler, and the schedule that one of them becomes. */
@ApiTags('matchmaking')
@Controller()
export class ProposalsController {
  constructor(
    private readonly proposals: MeetingProposals,
    private readonly schedules: MeetingSchedules,
  ) {}

  @Post('matchmaking-days/:dayId/proposals')
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: ProposalSummaryView })
  order(
    @CurrentActor() actor: Actor,
    @Param('dayId', IdPipe) dayId: string,
    @Body() { keepsScheduled, seconds, seed }: ProposalOrderDto,
  ): Promise<ProposalSummary> {
    return this.proposals.order(actor, dayId, { keepsScheduled, seconds, seed });
  }

  @Get('matchmaking-days/:dayId/proposals')
  @Access('roadshow.view')
  @ApiOkResponse({ type: ProposalPageView })
  list(
    @CurrentActor() actor: Actor,
    @Param('dayId', IdPipe) dayId: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<ProposalSummary>> {
    return this.proposals.list(actor, dayId, { limit, cursor });
  }

  @Get('meeting-proposals/:id')
  @Access('roadshow.view')
  @ApiOkResponse({ type: ProposalView })
  find(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ProposalDetail> {
    return this.proposals.find(actor, id);
  }

  @Put('meeting-proposals/:id/meetings/:meetingId')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: ProposalView })
  move(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('meetingId', IdPipe) meetingId: string,
    @IfMatch() version: number,
    @Body() { place }: MoveDto,
  ): Promise<ProposalDetail> {
    const to = place && { slot: place.slot, table: place.table, interpreterId: place.interpreterId };
    return this.proposals.move(actor, id, version, meetingId, to);
  }

  @Put('matchmaking-days/:dayId/schedule')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: DayView })
  confirm(
    @CurrentActor() actor: Actor,
    @Param('dayId', IdPipe) dayId: string,
    @IfMatch() version: number,
    @Body() { proposalId }: ConfirmDto,
  ): Promise<DayDetail> {
    return this.schedules.confirm(actor, dayId, version, proposalId);
  }
}
