import { Controller, Delete, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { AccountActor } from '@shuqiao/kernel';
import { RateLimit, type RouteLimit } from '@shuqiao/platform';
import { type CalendarSubscription, CalendarSubscriptions, type NewCalendarSubscription } from '@shuqiao/roadshows';
import type { FastifyReply } from 'fastify';
import { CalendarSubscriptionView, NewCalendarSubscriptionView } from './calendar.dto';

// Calendar services ask for many people from a few addresses; each calendar has a limit of its own besides.
const CALENDARS: RouteLimit[] = [{ name: 'calendars.network', by: 'network', limit: 6000, windowSeconds: 3600 }];
const RENEWALS: RouteLimit[] = [{ name: 'calendar-renewals.account', by: 'account', limit: 30, windowSeconds: 3600 }];

/** One's own appointments in one's own calendar program. */
@Controller()
export class CalendarsController {
  constructor(private readonly subscriptions: CalendarSubscriptions) {}

  @Get('accounts/me/calendar-subscription')
  @Access('signed-in')
  @ApiOkResponse({ type: CalendarSubscriptionView })
  find(@CurrentActor() actor: AccountActor): Promise<CalendarSubscription> {
    return this.subscriptions.find(actor);
  }

  /** Answers the secret address, this once; one that there was before leads nowhere any more. */
  @Post('accounts/me/calendar-subscription')
  @Access('signed-in')
  @RateLimit(...RENEWALS)
  @ApiCreatedResponse({ type: NewCalendarSubscriptionView })
  renew(@CurrentActor() actor: AccountActor): Promise<NewCalendarSubscription> {
    return this.subscriptions.renew(actor);
  }

  @Delete('accounts/me/calendar-subscription')
  @HttpCode(204)
  @Access('signed-in')
  @ApiNoContentResponse()
  revoke(@CurrentActor() actor: AccountActor): Promise<void> {
    return this.subscriptions.revoke(actor);
  }

  /** The calendar itself (RFC 5545), for who has its address. */
  @Get('calendars/:token.ics')
  @Access('public')
  @RateLimit(...CALENDARS)
  @ApiProduces('text/calendar')
  @ApiOkResponse({ description: 'The calendar; 304 when it is still the one of `If-None-Match`.' })
  async read(
    @Param('token') token: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const { text, etag } = await this.subscriptions.read(token);
    void reply.header('etag', etag).header('cache-control', 'private, max-age=300');
    if (isKnown(known, etag)) return void reply.status(304);
    void reply.header('content-type', 'text/calendar; charset=utf-8');
    return text;
  }
}

// RFC 9110, 13.1.2: a list of tags, weak ones too.
function isKnown(header: string | undefined, etag: string): boolean {
  return (header ?? '')
    .slice(0, 2000)
    .split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
