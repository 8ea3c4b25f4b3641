import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { Actor } from '@shuqiao/kernel';
import type { FastifyRequest } from 'fastify';
import type { Permission } from './permissions';

/** Everybody, everybody with a session, or who has the permission. */
export type AccessRule = 'public' | 'signed-in' | Permission;

export const ACCESS_RULE = 'shuqiao:access';

/** Says who may call a route. A route that does not say stops the boot. */
export function Access(rule: AccessRule): MethodDecorator {
  const documentation = rule === 'public' ? [] : [ApiBearerAuth()];
  return applyDecorators(SetMetadata(ACCESS_RULE, rule), ...documentation);
}

/** Who calls: put on the request by the access guard. */
export const CurrentActor = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Actor =>
    context.switchToHttp().getRequest<FastifyRequest & { actor: Actor }>().actor,
);
