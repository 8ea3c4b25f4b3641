import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Attachment, DemandAttachments, DemandDrafts, type WorkingCopy } from '@shuqiao/demands';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { IdPipe, IfMatch, RequiresIfMatch, type SignedLink, TakesUpload, uploadOf } from '@shuqiao/platform';
import type { FastifyRequest } from 'fastify';
import { AttachmentsDto } from './demand.dto';
import { AttachmentLinkView, AttachmentView, WorkingCopyView } from './demand.view';

/** Files of demands: uploaded first, then named by a draft or an amendment. */
@ApiTags('demands')
@Controller()
export class DemandAttachmentsController {
  constructor(
    private readonly attachments: DemandAttachments,
    private readonly drafts: DemandDrafts,
  ) {}

  @Get('demands/:demandId/attachments/:fileId/link')
  @Access('public')
  @ApiOkResponse({ type: AttachmentLinkView })
  publicLink(
    @Param('demandId', IdPipe) demandId: string,
    @Param('fileId', IdPipe) fileId: string,
  ): Promise<SignedLink> {
    return this.attachments.publicLink(demandId, fileId);
  }

  // Safe to repeat without a key: the same content again answers the file that is there.
  @Post('companies/:companyId/demands/:demandId/attachments')
  @Access('demand.edit')
  @TakesUpload()
  @ApiCreatedResponse({ type: AttachmentView })
  async upload(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
    @Req() request: FastifyRequest,
  ): Promise<Attachment> {
    return this.attachments.upload(actor, companyId, demandId, await uploadOf(request));
  }

  @Put('companies/:companyId/demands/:demandId/attachments')
  @Access('demand.edit')
  @RequiresIfMatch()
  @ApiOkResponse({ type: WorkingCopyView })
  replace(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
    @IfMatch() version: number,
    @Body() dto: AttachmentsDto,
  ): Promise<WorkingCopy> {
    return this.drafts.replaceAttachments(actor, companyId, demandId, version, dto.attachments);
  }

  @Delete('companies/:companyId/demands/:demandId/attachments/:fileId')
  @HttpCode(204)
  @Access('demand.edit')
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
    @Param('fileId', IdPipe) fileId: string,
  ): Promise<void> {
    return this.attachments.remove(actor, companyId, demandId, fileId);
  }

  @Get('companies/:companyId/demands/:demandId/attachments/:fileId/link')
  @Access('demand.view')
  @ApiOkResponse({ type: AttachmentLinkView })
  ownLink(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('demandId', IdPipe) demandId: string,
    @Param('fileId', IdPipe) fileId: string,
  ): Promise<SignedLink> {
    return this.attachments.ownLink(actor, companyId, demandId, fileId);
  }
}
