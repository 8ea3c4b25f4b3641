import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiResponse } from '@nestjs/swagger';
import type { Actor } from '@shuqiao/kernel';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/config';
import { clientNetwork } from './client-network';
import { type Limit, RateLimiter } from './rate-limiter';

/** Whom a limit counts: the caller's network, the address that the body names, or the account that is signed in. */
export interface RouteLimit extends Omit<Limit, 'limit'> {
  /** How many, or where the operator sets it; 0 for any number. */
  readonly limit: number | ((config: Config) => number);
  readonly by: 'network' | 'email' | 'account';
}

const ROUTE_LIMITS = 'shuqiao:rate-limits';

@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limiter: RateLimiter,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const limits = this.reflector.get<readonly RouteLimit[]>(ROUTE_LIMITS, context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest & { actor?: Actor }>();
    for (const limit of limits) {
      const most = typeof limit.limit === 'number' ? limit.limit : limit.limit(this.config);
      const subject = subjectOf(limit, request);
      if (most > 0 && subject !== null) await this.limiter.hit({ ...limit, limit: most }, subject);
    }
    return true;
  }
}

/** Limits how often a route may be called; answers 429 with `Retry-After` beyond it. Networks first, then narrower ones. */
export function RateLimit(...limits: RouteLimit[]): MethodDecorator {
  return applyDecorators(
    SetMetadata(ROUTE_LIMITS, limits),
    UseGuards(RateLimitGuard),
    ApiResponse({ status: 429, description: 'Too many requests; `Retry-After` says when to try again.' }),
  );
}

function subjectOf({ by }: RouteLimit, request: FastifyRequest & { actor?: Actor }): string | null {
  if (by === 'network') return clientNetwork(request.ip);
  if (by === 'account') return request.actor?.accountId ?? null;
  // The body is not validated yet: what is no address counts for nobody, and validation refuses it next.
  const email = (request.body as { email?: unknown } | null | undefined)?.email;
  return typeof email === 'string' && email.length <= 300 ? email.trim().toLowerCase() : null;
}
