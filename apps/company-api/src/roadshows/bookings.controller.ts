import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { AccountActor } from '@shuqiao/kernel';
import { Creates, IdPipe } from '@shuqiao/platform';
import { type BookingDetail, Bookings } from '@shuqiao/roadshows';
import { BookDto, BookingPageView, BookingQuery, BookingView, HandOverDto } from './booking.dto';

/** A company's bookings. */
@Controller()
export class BookingsController {
  constructor(private readonly bookings: Bookings) {}

  @Post('roadshow-sessions/:sessionId/bookings')
  @Access('booking.edit')
  @Creates()
  @ApiCreatedResponse({ type: BookingView })
  book(
    @CurrentActor() actor: AccountActor,
    @Param('sessionId', IdPipe) sessionId: string,
    @Body() { companyId, delegateAccountId }: BookDto,
  ): Promise<BookingDetail> {
    return this.bookings.book(actor, sessionId, companyId, delegateAccountId ?? actor.accountId);
  }

  /** Holds a seat for ten minutes while a form is filled; a confirmation books it, a cancellation gives it back. */
  @Post('roadshow-sessions/:sessionId/holds')
  @Access('booking.edit')
  @Creates()
  @ApiCreatedResponse({ type: BookingView })
  hold(
    @CurrentActor() actor: AccountActor,
    @Param('sessionId', IdPipe) sessionId: string,
    @Body() { companyId, delegateAccountId }: BookDto,
  ): Promise<BookingDetail> {
    return this.bookings.hold(actor, sessionId, companyId, delegateAccountId ?? actor.accountId);
  }

  @Get('companies/:companyId/bookings')
  @Access('booking.view')
  @ApiOkResponse({ type: BookingPageView })
  list(
    @CurrentActor() actor: AccountActor,
    @Param('companyId', IdPipe) companyId: string,
    @Query() { status, limit, cursor }: BookingQuery,
  ) {
    return this.bookings.list(actor, companyId, { status }, { limit, cursor });
  }

  @Get('bookings/:id')
  @Access('booking.view')
  @ApiOkResponse({ type: BookingView })
  find(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string): Promise<BookingDetail> {
    return this.bookings.find(actor, id);
  }

  @Post('bookings/:id/confirmation')
  @HttpCode(200)
  @Access('booking.edit')
  @ApiOkResponse({ type: BookingView })
  confirm(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string): Promise<BookingDetail> {
    return this.bookings.confirm(actor, id);
  }

  @Post('bookings/:id/hand-over')
  @HttpCode(200)
  @Access('booking.delegate')
  @ApiOkResponse({ type: BookingView })
  handOver(
    @CurrentActor() actor: AccountActor,
    @Param('id', IdPipe) id: string,
    @Body() { delegateAccountId }: HandOverDto,
  ): Promise<BookingDetail> {
    return this.bookings.handOver(actor, id, delegateAccountId);
  }

  @Post('bookings/:id/cancellation')
  @HttpCode(200)
  @Access('booking.edit')
  @ApiOkResponse({ type: BookingView })
  cancel(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string): Promise<BookingDetail> {
    return this.bookings.cancel(actor, id);
  }

  @Post('bookings/:id/offer-acceptance')
  @HttpCode(200)
  @Access('booking.edit')
  @ApiOkResponse({ type: BookingView })
  acceptOffer(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string): Promise<BookingDetail> {
    return this.bookings.acceptOffer(actor, id);
  }

  @Post('bookings/:id/offer-refusal')
  @HttpCode(200)
  @Access('booking.edit')
  @ApiOkResponse({ type: BookingView })
  refuseOffer(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string): Promise<BookingDetail> {
    return this.bookings.refuseOffer(actor, id);
  }
}
