import { createHash } from 'node:crypto';
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { type Actor, canonicalJson, defineProblem, DomainError, fieldError, invalid, MALFORMED } from '@shuqiao/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { Database } from '../database/database';
import type { Statement } from '../database/statement';

export const IDEMPOTENCY_KEY_REUSED = defineProblem('IDEMPOTENCY_KEY_REUSED', 422, {
  zh: '该 Idempotency-Key 已用于另一个请求。',
  ru: 'Этот Idempotency-Key уже использован для другого запроса.',
  en: 'This Idempotency-Key was already used for a different request.',
});

interface Stored {
  readonly request_hash: string;
  readonly status: number;
  readonly body: unknown;
}

const KEY = /^[\x21-\x7e]{8,200}$/;

/**
 * Makes a POST that creates safe to repeat (draft-ietf-httpapi-idempotency-key-header): the key, the change and the
 * answer are one commit. A repetition waits for the first on the unique key and then gets the first one's answer.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly database: Database) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { actor: Actor }>();
    const key = request.headers['idempotency-key'];
    const { accountId } = request.actor;
    if (key === undefined || accountId === null) return next.handle();
    if (typeof key !== 'string' || !KEY.test(key)) {
      throw invalid(fieldError('header:Idempotency-Key', MALFORMED, { expected: '8–200 × ASCII' }));
    }
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.database.transaction(request.actor, () => this.once(accountId, key, request, reply, next)));
  }

  private async once(
    account: string,
    key: string,
    request: FastifyRequest,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    const hash = hashOf(request);
    const claimed = await this.database.query(CLAIM, [account, key, hash]);
    if (!claimed.length) return this.repeat(account, key, hash, reply);
    const body: unknown = await firstValueFrom(next.handle(), { defaultValue: undefined });
    await this.database.query(KEEP, [account, key, reply.statusCode, JSON.stringify(body ?? null)]);
    return body;
  }

  private async repeat(account: string, key: string, hash: string, reply: FastifyReply): Promise<unknown> {
    const [stored] = await this.database.query<Stored & Record<string, unknown>>(FIND, [account, key]);
    if (stored?.request_hash !== hash) throw new DomainError(IDEMPOTENCY_KEY_REUSED);
    void reply.status(stored.status).header('idempotency-replayed', 'true');
    return stored.body;
  }
}

/** Marks a POST that creates. */
export function Creates(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Repeat the request with the same key and it is done once.',
    }),
  );
}

function hashOf(request: FastifyRequest): string {
  const body = canonicalJson(request.body ?? null);
  return createHash('sha256').update(`${request.method} ${request.url}\n${body}`).digest('hex');
}

const CLAIM: Statement = {
  name: 'idempotency.claim',
  text: `INSERT INTO idempotency_keys (account_id, key, request_hash) VALUES ($1, $2, $3)
         ON CONFLICT (account_id, key) DO NOTHING RETURNING key`,
};
const KEEP: Statement = {
  name: 'idempotency.keep',
  text: 'UPDATE idempotency_keys SET status = $3, body = $4 WHERE account_id = $1 AND key = $2',
};
const FIND: Statement = {
  name: 'idempotency.find',
  text: 'SELECT request_hash, status, body FROM idempotency_keys WHERE account_id = $1 AND key = $2',
};
