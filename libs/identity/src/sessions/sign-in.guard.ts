import { type ExecutionContext, Injectable, mixin, type Type } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { DomainError } from '@shuqiao/kernel';
import { validationPipe } from '@shuqiao/platform';
import type { FastifyRequest } from 'fastify';
import { type Audience, passwordStrategyName } from '../access/access-token';
import { INVALID_CREDENTIALS } from '../identity.errors';

/**
 * A guard that signs in by the body's `email` and `password` and leaves the proof on the request. Guards run before
 * pipes, so it validates the body itself: what is malformed is answered as on every other route.
 */
export function SignInGuard(audience: Audience, body: Type): Type {
  const pipe = validationPipe();

  @Injectable()
  class Guard extends AuthGuard(passwordStrategyName(audience)) {
    override async canActivate(context: ExecutionContext): Promise<boolean> {
      const request = context.switchToHttp().getRequest<FastifyRequest>();
      request.body = await pipe.transform(request.body, { type: 'body', metatype: body });
      return (await super.canActivate(context)) as boolean;
    }

    override handleRequest<Proof>(error: unknown, proof: Proof | false): Proof {
      if (error) throw error as Error;
      if (!proof) throw new DomainError(INVALID_CREDENTIALS);
      return proof;
    }
  }
  return mixin(Guard);
}
