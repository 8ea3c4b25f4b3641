import { StreamableFile } from '@nestjs/common';
import type { ApiResponseNoStatusOptions } from '@nestjs/swagger';
import { contentDisposition, IntegerField, isImage, type OpenFile, PatternField } from '@shuqiao/platform';

export class SignedQuery {
  @IntegerField({ min: 0, max: 99_999_999_999, optional: true, fromQuery: true, description: 'Of a signed link.' })
  expires?: number;

  @PatternField({ pattern: /^[\w-]{43}$/, max: 43, expected: 'signature', optional: true })
  signature?: string;
}

export const FILE_CONTENT: ApiResponseNoStatusOptions = {
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
};

// Images are shown in place; anything else is only ever downloaded, so that no browser runs what somebody uploaded.
export function streamed({ name, mediaType, size, stream }: OpenFile): StreamableFile {
  const disposition = contentDisposition(name, isImage(mediaType));
  return new StreamableFile(stream, { type: mediaType, length: size, disposition });
}
