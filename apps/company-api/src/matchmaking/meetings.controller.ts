import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Companies } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { AccountActor, Actor, Page } from '@shuqiao/kernel';
import { Creates, IdPipe } from '@shuqiao/platform';
import { type MeetingDetail, Meetings } from '@shuqiao/roadshows';
import {
  MeetingPageView,
  MeetingQuery,
  MeetingRequestDto,
  MeetingView,
  MeetingWithCounterpartView,
} from './matchmaking.dto';

/** A company's one-to-one meetings. */
@ApiTags('matchmaking')
@Controller()
export class MeetingsController {
  constructor(
    private readonly meetings: Meetings,
    private readonly companies: Companies,
  ) {}

  @Post('matchmaking-participations/:id/meeting-requests')
  @Access('booking.delegate')
  @Creates()
  @ApiCreatedResponse({ type: MeetingView })
  request(
    @CurrentActor() actor: AccountActor,
    @Param('id', IdPipe) id: string,
    @Body() { counterpartId, message }: MeetingRequestDto,
  ): Promise<MeetingDetail> {
    return this.meetings.request(actor, id, counterpartId, message && { lang: message.lang, text: message.text });
  }

  @Get('companies/:companyId/meetings')
  @Access('booking.view')
  @ApiOkResponse({ type: MeetingPageView })
  async list(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Query() { dayId, status, limit, cursor }: MeetingQuery,
  ): Promise<Page<MeetingDetail>> {
    const page = await this.meetings.list(actor, companyId, { dayId, status }, { limit, cursor });
    const cards = await this.companies.cards(page.items.map(({ counterpartId }) => counterpartId));
    return {
      ...page,
      items: page.items.map((item) => ({ ...item, counterpart: cards.get(item.counterpartId) ?? null })),
    };
  }

  @Get('meetings/:id')
  @Access('booking.view')
  @ApiOkResponse({ type: MeetingWithCounterpartView })
  async find(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<MeetingDetail> {
    const meeting = await this.meetings.find(actor, id);
    const cards = await this.companies.cards([meeting.counterpartId]);
    return { ...meeting, counterpart: cards.get(meeting.counterpartId) ?? null } as MeetingDetail;
  }

  @Post('meetings/:id/acceptance')
  @HttpCode(200)
  @Access('booking.delegate')
  @ApiOkResponse({ type: MeetingView })
  accept(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string): Promise<MeetingDetail> {
    return this.meetings.accept(actor, id);
  }

  @Post('meetings/:id/refusal')
  @HttpCode(200)
  @Access('booking.delegate')
  @ApiOkResponse({ type: MeetingView })
  decline(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string): Promise<MeetingDetail> {
    return this.meetings.decline(actor, id);
  }

  @Post('meetings/:id/cancellation')
  @HttpCode(200)
  @Access('booking.delegate')
  @ApiOkResponse({ type: MeetingView })
  cancel(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string): Promise<MeetingDetail> {
    return this.meetings.cancel(actor, id);
  }
}
