import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { EoiAttachments, type UploadedFile } from '@shuqiao/engagement';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { IdPipe, IfMatch, RequiresIfMatch, type SignedLink, TakesUpload, uploadOf } from '@shuqiao/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AttachmentLinkView, AttachmentView } from '../demands/demand.view';
import { FILE_CONTENT, SignedQuery, streamed } from '../files/streamed';
import { EoiAttachmentsDto } from './attachment.dto';
import { EoiViews } from './eoi-views';
import { EoiView } from './eoi.dto';

/** Files of an EOI: uploaded first, then attached while it is a draft. */
@ApiTags('expressions of interest')
@Controller('eois/:id/attachments')
export class EoiAttachmentsController {
  constructor(
    private readonly attachments: EoiAttachments,
    private readonly views: EoiViews,
  ) {}

  // Safe to repeat without a key: the same content again answers the file that is there.
  @Post()
  @Access('eoi.edit')
  @TakesUpload()
  @ApiCreatedResponse({ type: AttachmentView })
  async upload(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<UploadedFile> {
    return this.attachments.upload(actor, id, await uploadOf(request));
  }

  @Put()
  @Access('eoi.edit')
  @RequiresIfMatch()
  @ApiOkResponse({ type: EoiView })
  async replace(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @IfMatch() version: number,
    @Body() { attachments }: EoiAttachmentsDto,
  ): Promise<EoiView> {
    await this.attachments.replace(actor, id, version, attachments);
    return this.views.of(actor, id);
  }

  @Delete(':fileId')
  @Access('eoi.edit')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('fileId', IdPipe) fileId: string,
  ): Promise<void> {
    return this.attachments.remove(actor, id, fileId);
  }

  @Get(':fileId/link')
  @Access('eoi.view')
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: AttachmentLinkView })
  link(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('fileId', IdPipe) fileId: string,
  ): Promise<SignedLink> {
    return this.attachments.link(actor, id, fileId);
  }

  /** By a signed link, as long as the file is open to the receiver. */
  @Get(':fileId')
  @Access('public')
  @ApiOkResponse(FILE_CONTENT)
  async open(
    @Param('id', IdPipe) id: string,
    @Param('fileId', IdPipe) fileId: string,
    @Query() { expires, signature }: SignedQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await this.attachments.openLinked(id, fileId, expires ?? 0, signature ?? '');
    void reply.header('cache-control', 'private, no-store');
    return streamed(file);
  }
}
