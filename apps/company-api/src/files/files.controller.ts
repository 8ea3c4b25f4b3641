import { Controller, Get, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CompanyPages } from '@shuqiao/companies';
import { Access } from '@shuqiao/identity';
import { Files, IdPipe } from '@shuqiao/platform';
import type { FastifyReply } from 'fastify';
import { FILE_CONTENT, SignedQuery, streamed } from './streamed';

@Controller('files')
export class FilesController {
  constructor(
    private readonly files: Files,
    private readonly pages: CompanyPages,
  ) {}

  /** By a signed link any file; without one only a picture that a verified company shows in public. */
  @Get(':fileId')
  @Access('public')
  @ApiOkResponse(FILE_CONTENT)
  async open(
    @Param('fileId', IdPipe) fileId: string,
    @Query() { expires, signature }: SignedQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const signed = expires !== undefined || signature !== undefined;
    const file = signed
      ? await this.files.openLinked(fileId, expires ?? 0, signature ?? '')
      : await this.pages.openPicture(fileId);
    void reply.header('cache-control', signed ? 'private, no-store' : 'public, max-age=300');
    return streamed(file);
  }
}
