import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard, AuthModuleOptions } from '@nestjs/passport';
import { type Actor, anonymousActor, DomainError, FORBIDDEN, negotiateLanguage } from '@shuqiao/kernel';
import { SIGN_IN_REQUIRED } from '@shuqiao/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS_RULE, type AccessRule } from './access.decorator';
import { may } from './permissions';

type Request = FastifyRequest & { actor?: Actor; user?: Actor };

/**
 * Decides for every route. Denies by default: without a rule nobody passes. A public route never looks at a token, so
 * that its answer is the same for everybody.
 */
@Injectable()
export class AccessGuard extends AuthGuard() {
  constructor(
    private readonly reflector: Reflector,
    options: AuthModuleOptions,
  ) {
    super(options);
  }

  // Public routes are decided without a promise: they are the hot ones.
  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const rule = this.reflector.get<AccessRule | undefined>(ACCESS_RULE, context.getHandler());
    const request = context.switchToHttp().getRequest<Request>();
    if (rule === undefined) return false;
    if (rule === 'public') {
      request.actor = anonymousActor(negotiateLanguage(request.headers['accept-language']), request.id);
      return true;
    }
    if (!request.headers.authorization) throw new DomainError(SIGN_IN_REQUIRED);
    return this.authenticate(context, request, rule);
  }

  private async authenticate(
    context: ExecutionContext,
    request: Request,
    rule: Exclude<AccessRule, 'public'>,
  ): Promise<boolean> {
    await super.canActivate(context);
    // What somebody reads in his session stays in no cache, neither his browser's nor one on the way.
    void context.switchToHttp().getResponse<FastifyReply>().header('cache-control', 'private, no-store');
    request.actor = request.user as Actor;
    if (rule !== 'signed-in' && !may(request.actor, rule)) throw new DomainError(FORBIDDEN, { permission: rule });
    return true;
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error) throw error as Error;
    if (!user) throw new DomainError(SIGN_IN_REQUIRED);
    return user;
  }
}
