import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACCESS_RULE, type AccessRule } from './access.decorator';

export interface RouteDescription {
  readonly method: string;
  /** Relative to the API's prefix, for example `demands/:id`. */
  readonly path: string;
  readonly access: AccessRule;
  readonly handler: string;
}

/**
 * Lists every route with who may call it.
 * @throws Error that names each route that does not say: the program must not start then.
 */
export function describeRoutes(app: NestFastifyApplication): RouteDescription[] {
  const scanner = new MetadataScanner();
  const routes = app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ instance }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      const base = Reflect.getMetadata(PATH_METADATA, instance.constructor) as string;
      return scanner
        .getAllMethodNames(prototype)
        .flatMap((name) => describe(base, prototype[name], `${instance.constructor.name}.${name}`));
    });
  const open = routes.filter((route) => route.access === undefined).map((route) => route.handler);
  if (open.length) throw new Error(`These routes do not say who may call them: ${open.join(', ')}`);
  return routes;
}

function describe(base: string, handler: () => unknown, name: string): RouteDescription[] {
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
  if (method === undefined) return [];
  const path = [base, Reflect.getMetadata(PATH_METADATA, handler) as string]
    .join('/')
    .replace(/\/+/g, '/')
    .replace(/^\/|\/$/g, '');
  return [
    {
      method: RequestMethod[method],
      path,
      access: Reflect.getMetadata(ACCESS_RULE, handler) as AccessRule,
      handler: name,
    },
  ];
}
