import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { IdPipe, PageQuery } from '@shuqiao/platform';
import { BookingDesk, type DeskBooking } from '@shuqiao/roadshows';
import { AttendanceDto, BookingPageView, BookingQuery, BookingView, DeclineDto } from './booking.dto';

/** The secretariat's desk for bookings. */
@Controller()
export class BookingsController {
  constructor(private readonly desk: BookingDesk) {}

  @Get('roadshow-sessions/:sessionId/bookings')
  @Access('roadshow.view')
  @ApiOkResponse({ type: BookingPageView })
  list(
    @CurrentActor() actor: Actor,
    @Param('sessionId', IdPipe) sessionId: string,
    @Query() { status, limit, cursor }: BookingQuery,
  ) {
    return this.desk.list(actor, sessionId, { status }, { limit, cursor });
  }

  /** Who waits, in the order in which freed seats are offered. */
  @Get('roadshow-sessions/:sessionId/waitlist')
  @Access('roadshow.view')
  @ApiOkResponse({ type: BookingPageView })
  waitlist(
    @CurrentActor() actor: Actor,
    @Param('sessionId', IdPipe) sessionId: string,
    @Query() { limit, cursor }: PageQuery,
  ) {
    return this.desk.waitlist(actor, sessionId, { limit, cursor });
  }

  @Get('bookings/:id')
  @Access('roadshow.view')
  @ApiOkResponse({ type: BookingView })
  find(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<DeskBooking> {
    return this.desk.find(actor, id);
  }

  @Post('bookings/:id/approval')
  @HttpCode(200)
  @Access('roadshow.manage')
  @ApiOkResponse({ type: BookingView })
  approve(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<DeskBooking> {
    return this.desk.approve(actor, id);
  }

  @Post('bookings/:id/refusal')
  @HttpCode(200)
  @Access('roadshow.manage')
  @ApiOkResponse({ type: BookingView })
  decline(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { remark }: DeclineDto,
  ): Promise<DeskBooking> {
    return this.desk.decline(actor, id, remark ? { lang: remark.lang, text: remark.text } : null);
  }

  @Post('bookings/:id/attendance')
  @HttpCode(200)
  @Access('attendance.record')
  @ApiOkResponse({ type: BookingView })
  recordAttendance(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { status }: AttendanceDto,
  ): Promise<DeskBooking> {
    return this.desk.recordAttendance(actor, id, status);
  }
}
