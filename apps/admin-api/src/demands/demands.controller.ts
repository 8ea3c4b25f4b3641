import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DemandAttachments, DemandClosing, DemandInspection, DemandQuestions } from '@shuqiao/demands';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor, JsonObject, Page } from '@shuqiao/kernel';
import { IdPipe, type SignedLink } from '@shuqiao/platform';
import { AttachmentLinkView, DemandInspectionView, DemandPageView, DemandsQuery, DemandReasonDto } from './demand.dto';

@ApiTags('demands')
@Controller('demands')
export class DemandsController {
  constructor(
    private readonly inspection: DemandInspection,
    private readonly closing: DemandClosing,
    private readonly questions: DemandQuestions,
    private readonly attachments: DemandAttachments,
  ) {}

  @Get()
  @Access('demand.inspect')
  @ApiOkResponse({ type: DemandPageView })
  list(@CurrentActor() actor: Actor, @Query() query: DemandsQuery): Promise<Page<JsonObject>> {
    return this.inspection.list(actor, query, query);
  }

  @Get(':id')
  @Access('demand.inspect')
  @ApiOkResponse({ type: DemandInspectionView })
  find(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<JsonObject> {
    return this.inspection.find(actor, id);
  }

  /** Opens a file of the demand, or of an amendment that is to be judged. */
  @Get(':id/attachments/:fileId/link')
  @Access('demand.inspect')
  @ApiOkResponse({ type: AttachmentLinkView })
  attachmentLink(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('fileId', IdPipe) fileId: string,
  ): Promise<SignedLink> {
    return this.attachments.inspectionLink(actor, id, fileId);
  }

  /** Takes a demand out of the public's sight, also one that is closed; the reason is told to its company and to those that answered it. */
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Access('demand.withdraw')
  @ApiOkResponse({ type: DemandInspectionView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: DemandReasonDto,
  ): Promise<JsonObject> {
    await this.closing.takeDown(actor, id, reason);
    return this.inspection.find(actor, id);
  }

  /** Takes a question with its answer out of sight. */
  @Post(':id/questions/:questionId/hiding')
  @HttpCode(200)
  @Access('demand.withdraw')
  @ApiOkResponse({ type: DemandInspectionView })
  async hideQuestion(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('questionId', IdPipe) questionId: string,
    @Body() { reason }: DemandReasonDto,
  ): Promise<JsonObject> {
    await this.questions.hide(actor, id, questionId, reason);
    return this.inspection.find(actor, id);
  }
}
