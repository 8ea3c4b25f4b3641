import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CompanyPages } from '@shuqiao/companies';
import { Access } from '@shuqiao/identity';
import {
  contentDisposition,
  Files,
  IdPipe,
  IntegerField,
  isImage,
  type OpenFile,
  PatternField,
} from '@shuqiao/platform';
import type { FastifyReply } from 'fastify';

class FileQuery {
  @IntegerField({ min: 0, max: 99_999_999_999, optional: true, fromQuery: true, description: 'Of a signed link.' })
  expires?: number;

  @PatternField({ pattern: /^[\w-]{43}$/, max: 43, expected: 'signature', optional: true })
  signature?: string;
}

@Controller('files')
export class FilesController {
  constructor(
    private readonly files: Files,
    private readonly pages: CompanyPages,
  ) {}

  /** By a signed link any file; without one only a picture that a verified company shows in public. */
  @Get(':fileId')
  @Access('public')
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  async open(
    @Param('fileId', IdPipe) fileId: string,
    @Query() { expires, signature }: FileQuery,
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

// Images are shown in place; anything else is only ever downloaded, so that no browser runs what somebody uploaded.
function streamed({ name, mediaType, size, stream }: OpenFile): StreamableFile {
  const disposition = contentDisposition(name, isImage(mediaType));
  return new StreamableFile(stream, { type: mediaType, length: size, disposition });
}
