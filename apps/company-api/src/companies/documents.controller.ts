import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { CompanyDocuments } from '@shuqiao/companies';
import { Access, CurrentActor } from '@shuqiao/identity';
import type { Actor } from '@shuqiao/kernel';
import { type FileDescription, Files, IdPipe, type SignedLink, TakesUpload, uploadOf } from '@shuqiao/platform';
import type { FastifyRequest } from 'fastify';
import { DocumentView, FileLinkView, UploadQuery } from './document.dto';

@Controller('companies/:companyId/documents')
export class CompanyDocumentsController {
  constructor(
    private readonly documents: CompanyDocuments,
    private readonly files: Files,
  ) {}

  @Get()
  @Access('company.view')
  @ApiOkResponse({ type: DocumentView, isArray: true })
  async list(@CurrentActor() actor: Actor, @Param('companyId', IdPipe) companyId: string): Promise<DocumentView[]> {
    return (await this.documents.list(actor, companyId)).map(view);
  }

  // Its content is its key: the same for the same purpose again answers the document that is there.
  @Post()
  @Access('company.edit')
  @TakesUpload()
  @ApiCreatedResponse({ type: DocumentView })
  async upload(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Query() { purpose }: UploadQuery,
    @Req() request: FastifyRequest,
  ): Promise<DocumentView> {
    return view(await this.documents.upload(actor, companyId, purpose, await uploadOf(request)));
  }

  @Get(':documentId/link')
  @Access('company.view')
  @ApiOkResponse({ type: FileLinkView })
  async link(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('documentId', IdPipe) documentId: string,
  ): Promise<SignedLink> {
    return this.files.signedLink((await this.documents.get(actor, companyId, documentId)).id);
  }

  @Delete(':documentId')
  @HttpCode(204)
  @Access('company.edit')
  @ApiNoContentResponse()
  remove(
    @CurrentActor() actor: Actor,
    @Param('companyId', IdPipe) companyId: string,
    @Param('documentId', IdPipe) documentId: string,
  ): Promise<void> {
    return this.documents.remove(actor, companyId, documentId);
  }
}

function view({ id, purpose, visibility, name, mediaType, size, sha256, createdAt }: FileDescription): DocumentView {
  return { id, purpose, visibility, name, mediaType, size, sha256, createdAt };
}
