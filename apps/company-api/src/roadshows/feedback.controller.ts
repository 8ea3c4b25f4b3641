import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { AccountActor } from '@shuqiao/kernel';
import { Creates, IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { type Feedback, SessionFeedback } from '@shuqiao/roadshows';
import { FeedbackDto, FeedbackView } from './feedback.dto';

/** What who attended says of a session. */
@Controller('bookings/:id/feedback')
export class FeedbackController {
  constructor(private readonly feedback: SessionFeedback) {}

  @Get()
  @Access('booking.view')
  @ApiOkResponse({ type: FeedbackView })
  find(@CurrentActor() actor: AccountActor, @Param('id', IdPipe) id: string): Promise<Feedback> {
    return this.feedback.find(actor, id);
  }

  @Post()
  @Access('booking.edit')
  @Creates()
  @ApiCreatedResponse({ type: FeedbackView })
  give(
    @CurrentActor() actor: AccountActor,
    @Param('id', IdPipe) id: string,
    @Body() body: FeedbackDto,
  ): Promise<Feedback> {
    return this.feedback.give(actor, id, body);
  }

  @Put()
  @Access('booking.edit')
  @RequiresIfMatch()
  @ApiOkResponse({ type: FeedbackView })
  change(
    @CurrentActor() actor: AccountActor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() body: FeedbackDto,
  ): Promise<Feedback> {
    return this.feedback.change(actor, id, version, body);
  }
}
