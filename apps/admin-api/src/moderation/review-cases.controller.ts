import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, CurrentActor } from '@shuqiao/identity';
import { type Actor, DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { ReviewDesk, ReviewQueue } from '@shuqiao/moderation';
import { Creates, IdPipe, IfMatch, RequiresIfMatch } from '@shuqiao/platform';
import { AssigneeDto, DecisionDto, FindingDto, NoteDto, ReviewQueueQuery, SecondDecisionDto } from './review.dto';
import { ReviewCasePage, ReviewCaseView } from './review.view';

const CHECK = /^[a-z0-9_-]{1,60}$/;

@ApiTags('review cases')
@Controller('review-cases')
export class ReviewCasesController {
  constructor(
    private readonly desk: ReviewDesk,
    private readonly queue: ReviewQueue,
  ) {}

  /** The queue, the most urgent first. */
  @Get()
  @Access('review.view')
  @ApiOkResponse({ type: ReviewCasePage })
  list(@CurrentActor() actor: Actor, @Query() query: ReviewQueueQuery) {
    return this.queue.list(actor, query);
  }

  @Get(':id')
  @Access('review.view')
  @ApiOkResponse({ type: ReviewCaseView })
  get(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.queue.get(actor, id);
  }

  @Post(':id/claim')
  @HttpCode(200)
  @Access('review.decide')
  @ApiOkResponse({ type: ReviewCaseView })
  async claim(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    await this.desk.claim(actor, id);
    return this.queue.get(actor, id);
  }

  @Delete(':id/claim')
  @Access('review.decide')
  @ApiOkResponse({ type: ReviewCaseView })
  async release(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    await this.desk.release(actor, id);
    return this.queue.get(actor, id);
  }

  @Put(':id/assignee')
  @Access('review.assign')
  @RequiresIfMatch()
  @ApiOkResponse({ type: ReviewCaseView })
  async assign(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { accountId }: AssigneeDto,
  ) {
    await this.desk.assign(actor, id, version, accountId);
    return this.queue.get(actor, id);
  }

  /** A note that only staff read. */
  @Post(':id/notes')
  @Creates()
  @Access('review.decide')
  @ApiCreatedResponse({ type: ReviewCaseView })
  async addNote(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() { text }: NoteDto) {
    await this.desk.addNote(actor, id, text);
    return this.queue.get(actor, id);
  }

  @Put(':id/findings/:check')
  @Access('review.decide')
  @RequiresIfMatch()
  @ApiOkResponse({ type: ReviewCaseView })
  async recordFinding(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('check') check: string,
    @IfMatch() version: number,
    @Body() { result, validUntil = null, note = null }: FindingDto,
  ) {
    if (!CHECK.test(check)) throw new DomainError(NOT_FOUND);
    await this.desk.recordFinding(actor, id, version, { check, result, validUntil, note });
    return this.queue.get(actor, id);
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Access('review.decide')
  @ApiOkResponse({ type: ReviewCaseView })
  async decide(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: DecisionDto) {
    const { decision, reasonTemplate, reason, remarks = [] } = body;
    const told = remarks.map(({ pointer, text, lang }) => ({ pointer, text, lang }));
    await this.desk.decide(actor, id, { decision, reasonTemplate, reason, remarks: told });
    return this.queue.get(actor, id);
  }

  /** By somebody else than the first: `confirm` makes the decision final, `contest` voids it. */
  @Post(':id/second-decision')
  @HttpCode(200)
  @Access('review.decide')
  @ApiOkResponse({ type: ReviewCaseView })
  async decideSecond(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { verdict }: SecondDecisionDto,
  ) {
    await this.desk.decideSecond(actor, id, verdict);
    return this.queue.get(actor, id);
  }
}
