import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { DomainError, negotiateLanguage } from '@shuqiao/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toDomainError, toProblemDocument } from './problem-document';

/** Answers everything thrown with a problem document in the reader's language, and logs what is our own fault. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** The same for what fails before Nest is reached, such as a body that is no JSON. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (reply.sent) return;
  const domainError = toDomainError(error);
  const { status } = domainError.kind;
  if (error instanceof DomainError) {
    // Refused on purpose, such as readiness while ending: no fault to look for.
    if (status >= 500) request.log.warn({ requestId: request.id, code: error.kind.code }, 'request refused');
  } else if (status >= 500) request.log.error({ requestId: request.id, err: error }, 'request failed');
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  const retryAfter = domainError.members.retryAfterSeconds ?? (status === 503 ? 1 : undefined);
  if (typeof retryAfter === 'number') void reply.header('retry-after', String(Math.ceil(retryAfter)));
  const language = negotiateLanguage(request.headers['accept-language']);
  void reply
    .status(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(toProblemDocument(domainError, language, request.id)));
}
