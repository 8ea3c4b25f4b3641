import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor, Page } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, PageQuery, RequiresIfMatch } from '@shuqiao/platform';
import { type DeskMeeting, type MeetingBan, MeetingBans, MeetingDesk, type MeetingSettings } from '@shuqiao/roadshows';
import {
  DeskMeetingPageView,
  DeskMeetingQuery,
  DeskMeetingView,
  MeetingAttendanceDto,
  MeetingBanDto,
  MeetingBanPageView,
  MeetingBanView,
  MeetingSettingsDto,
  NewMeetingDto,
} from './matchmaking.dto';

/** The secretariat's desk for one-to-one meetings. */
@ApiTags('matchmaking')
@Controller()
export class MeetingsController {
  constructor(
    private readonly desk: MeetingDesk,
    private readonly bans: MeetingBans,
  ) {}

  @Post('matchmaking-days/:dayId/meetings')
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: DeskMeetingView })
  add(
    @CurrentActor() actor: Actor,
    @Param('dayId', IdPipe) dayId: string,
    @Body() body: NewMeetingDto,
  ): Promise<DeskMeeting> {
    return this.desk.add(actor, dayId, body.companyIds, settingsOf(body));
  }

  @Get('matchmaking-days/:dayId/meetings')
  @Access('roadshow.view')
  @ApiOkResponse({ type: DeskMeetingPageView })
  list(
    @CurrentActor() actor: Actor,
    @Param('dayId', IdPipe) dayId: string,
    @Query() { status, companyId, limit, cursor }: DeskMeetingQuery,
  ): Promise<Page<DeskMeeting>> {
    return this.desk.list(actor, dayId, { status, companyId }, { limit, cursor });
  }

  @Get('meetings/:id')
  @Access('roadshow.view')
  @ApiOkResponse({ type: DeskMeetingView })
  find(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<DeskMeeting> {
    return this.desk.find(actor, id);
  }

  @Put('meetings/:id')
  @Access('roadshow.manage')
  @RequiresIfMatch()
  @ApiOkResponse({ type: DeskMeetingView })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() body: MeetingSettingsDto,
  ): Promise<DeskMeeting> {
    return this.desk.change(actor, id, version, settingsOf(body));
  }

  @Post('meetings/:id/cancellation')
  @HttpCode(200)
  @Access('roadshow.manage')
  @ApiOkResponse({ type: DeskMeetingView })
  cancel(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<DeskMeeting> {
    return this.desk.cancel(actor, id);
  }

  @Post('meetings/:id/attendance')
  @HttpCode(200)
  @Access('attendance.record')
  @ApiOkResponse({ type: DeskMeetingView })
  recordAttendance(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { status }: MeetingAttendanceDto,
  ): Promise<DeskMeeting> {
    return this.desk.recordAttendance(actor, id, status);
  }

  @Post('matchmaking-days/:dayId/meeting-bans')
  @Access('roadshow.manage')
  @Creates()
  @ApiCreatedResponse({ type: MeetingBanView })
  forbid(
    @CurrentActor() actor: Actor,
    @Param('dayId', IdPipe) dayId: string,
    @Body() { companyIds, reason }: MeetingBanDto,
  ): Promise<MeetingBan> {
    return this.bans.add(actor, dayId, companyIds, reason);
  }

  @Get('matchmaking-days/:dayId/meeting-bans')
  @Access('roadshow.view')
  @ApiOkResponse({ type: MeetingBanPageView })
  listBans(
    @CurrentActor() actor: Actor,
    @Param('dayId', IdPipe) dayId: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<MeetingBan>> {
    return this.bans.list(actor, dayId, { limit, cursor });
  }

  @Delete('meeting-bans/:id')
  @HttpCode(204)
  @Access('roadshow.manage')
  @ApiNoContentResponse()
  allow(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.bans.remove(actor, id);
  }
}

function settingsOf({ half, fixedSlot, weight, after }: MeetingSettingsDto): MeetingSettings {
  return { half, fixedSlot, weight, after };
}
