import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { AccountActor } from '@shuqiao/kernel';
import { Creates, IdPipe } from '@shuqiao/platform';
import { type BookingDetail, Bookings } from '@shuqiao/roadshows';
import { BookDto, BookingPageView, BookingQuery, BookingView } from './booking.dto';

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
