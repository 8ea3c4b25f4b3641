import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { IdPipe, PageQuery } from '@shuqiao/platform';
import { type FeedbackSummary, SessionFeedback } from '@shuqiao/roadshows';
import { FeedbackPageView, FeedbackSummaryView } from './feedback.dto';

/** What was said of a session by those who came. */
@Controller('roadshow-sessions/:sessionId')
export class FeedbackController {
  constructor(private readonly feedback: SessionFeedback) {}

  @Get('feedback')
  @Access('roadshow.view')
  @ApiOkResponse({ type: FeedbackPageView })
  list(
    @CurrentActor() actor: Actor,
    @Param('sessionId', IdPipe) sessionId: string,
    @Query() { limit, cursor }: PageQuery,
  ) {
    return this.feedback.list(actor, sessionId, { limit, cursor });
  }

  @Get('feedback-summary')
  @Access('roadshow.view')
  @ApiOkResponse({ type: FeedbackSummaryView })
  summarise(@CurrentActor() actor: Actor, @Param('sessionId', IdPipe) sessionId: string): Promise<FeedbackSummary> {
    return this.feedback.summarise(actor, sessionId);
  }
}
