import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { DomainError } from '@shuqiao/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PRECONDITION_REQUIRED, STALE_VERSION } from './problem-kinds';

const ETAG = /^(?:W\/)?"v(\d{1,9})"$/;

/**
 * The version that the caller last read, from `If-Match`.
 * @throws DomainError PRECONDITION_REQUIRED when the header is missing, STALE_VERSION when no version of ours matches it.
 */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (!header) throw new DomainError(PRECONDITION_REQUIRED);
  const match = ETAG.exec(header.slice(0, 40));
  if (!match) throw new DomainError(STALE_VERSION);
  return Number(match[1]);
});

/** Documents the header that {@link IfMatch} reads. */
export function RequiresIfMatch(): MethodDecorator {
  return applyDecorators(
    ApiHeader({ name: 'If-Match', required: true, description: 'The ETag last read, such as "v3".' }),
  );
}

/** Every answer whose body carries a `version` says it as its ETag too. Installed once, as a Fastify hook. */
export function tagVersion(reply: FastifyReply, body: unknown): void {
  const version = body !== null && typeof body === 'object' ? (body as { version?: unknown }).version : undefined;
  if (typeof version === 'number') void reply.header('etag', `"v${version}"`);
}
