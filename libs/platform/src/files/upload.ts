import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DomainError, fieldError, invalid, REQUIRED } from '@shuqiao/kernel';
import type { FastifyRequest } from 'fastify';
import type {} from '@fastify/multipart';
import { MALFORMED_REQUEST, UNSUPPORTED_MEDIA_TYPE } from '../http/problem-kinds';
import { RateLimit } from '../rate-limit/rate-limit.guard';
import { FILE_TOO_LARGE } from './files.errors';
import { MAX_FILE_BYTES, type UploadStream } from './staged-upload';

export interface Upload {
  readonly name: string;
  readonly stream: UploadStream;
}

// Boundaries and part headers around the one file.
const ENVELOPE = 16_384;

/** What the multipart parser lets through: one file, no other part. */
export const MULTIPART_LIMITS = {
  fileSize: MAX_FILE_BYTES,
  files: 1,
  fields: 0,
  parts: 1,
  headerPairs: 20,
  fieldNameSize: 100,
};

/** A route that takes one file as the part `file` of a multipart body, so many times an hour. */
export function TakesUpload(): MethodDecorator {
  const file = { type: 'string', format: 'binary' };
  return applyDecorators(
    RateLimit({
      name: 'uploads.account',
      by: 'account',
      windowSeconds: 3600,
      limit: (config) => config.UPLOADS_PER_HOUR,
    }),
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: { type: 'object', required: ['file'], properties: { file } } }),
  );
}

/**
 * The one file of a multipart request, not yet read.
 * @throws DomainError UNSUPPORTED_MEDIA_TYPE, FILE_TOO_LARGE, MALFORMED_REQUEST, or VALIDATION_FAILED without a file.
 */
export async function uploadOf(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new DomainError(UNSUPPORTED_MEDIA_TYPE);
  if (Number(request.headers['content-length'] ?? 0) > MAX_FILE_BYTES + ENVELOPE) {
    throw new DomainError(FILE_TOO_LARGE, { maxMegabytes: MAX_FILE_BYTES / 1024 / 1024 });
  }
  const part = await request.file({ limits: MULTIPART_LIMITS, throwFileSizeLimit: false }).catch(() => {
    throw new DomainError(MALFORMED_REQUEST);
  });
  if (!part || part.fieldname !== 'file') throw invalid(fieldError('/file', REQUIRED));
  return { name: part.filename, stream: part.file };
}

/**
 * The bytes of an upload for a reader that takes them as they come.
 * @throws DomainError FILE_TOO_LARGE at the end of what was let through, MALFORMED_REQUEST when the sender broke off.
 */
export async function* uploadedBytes({ stream }: Upload): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch {
    throw new DomainError(MALFORMED_REQUEST);
  }
  if (stream.truncated) throw new DomainError(FILE_TOO_LARGE, { maxMegabytes: MAX_FILE_BYTES / 1024 / 1024 });
}
