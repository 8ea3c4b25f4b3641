import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { newId } from '@shuqiao/kernel';
import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { CONFIG, type Config } from '../config/config';
import { Health } from '../health/health';
import { MULTIPART_LIMITS } from '../files/upload';
import { createRequestLog, NestLogger } from '../logging/logger';
import { observeRequest } from '../metrics/metrics';
import { type OpenApiInfo, serveOpenApi } from './openapi/openapi-document';
import { operationsRoutes } from './operations-routes';
import { depthFault } from './body-depth';
import { answerClientError } from './client-error';
import { answerProblem, ProblemFilter } from './problem.filter';
import { validationPipe } from './validation.pipe';
import { trafficLimit } from '../rate-limit/traffic-limit';
import { tagVersion } from './versions';

export interface ApiOptions {
  /** The program's name in metrics, for example `company-api`. */
  readonly name: string;
  readonly openApi: OpenApiInfo;
  /** For example `api/v1`; every controller's path begins with it. */
  readonly prefix: string;
  /** What the database must have for the API to be ready. */
  readonly migrations: readonly string[];
  readonly trustProxy: number;
  readonly logger: Logger;
}

// What browsers are told about an API, whose answers are never pages: nothing in them may be run, framed or guessed at.
const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};
const BODY_LIMIT = 1_000_000;
const REQUEST_ID = /^[\w-]{8,64}$/;

/**
 * Builds an HTTP program out of its root module: problem documents, validation, security headers, request ids and
 * limits are the same for all. The caller listens, or lends the handler to another server.
 */
export async function createApi(module: Type | object, options: ApiOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30_000,
    trustProxy: trustHops(options.trustProxy),
    genReqId: requestIds(),
    // Fastify would make a logger for every request; what is logged names the request itself.
    childLoggerFactory: (logger: unknown) => logger,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      answerProblem(error, request, reply),
  } as ConstructorParameters<typeof FastifyAdapter>[0]);
  const app = await NestFactory.create<NestFastifyApplication>(module as Type, adapter, {
    logger: new NestLogger(options.logger),
    abortOnError: false,
  });
  app.setGlobalPrefix(options.prefix);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
  await addPlugins(app, options);
  addOperations(app, options.migrations);
  serveOpenApi(app, options.prefix, options.openApi);
  return app;
}

async function addPlugins(app: NestFastifyApplication, { name, logger, prefix }: ApiOptions): Promise<void> {
  // One route reads a cookie, and parses it itself: others need not.
  await app.register(cookie, { hook: false });
  await app.register(multipart, { limits: MULTIPART_LIMITS });
  const fastify = app.getHttpAdapter().getInstance();
  const logRequest = createRequestLog(logger.level, name);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    done();
  });
  const perMinute = app.get<Config>(CONFIG).REQUESTS_PER_MINUTE;
  if (perMinute > 0) fastify.addHook('onRequest', trafficLimit(prefix, perMinute));
  fastify.addHook('preValidation', ({ body }, _reply, done) => done(depthFault(body)));
  fastify.addHook('preSerialization', (_request, reply, payload, done) => {
    tagVersion(reply, payload);
    done(null, payload);
  });
  fastify.addHook('onSend', (_request, _reply, payload, done) => done(null, encoded(payload)));
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    observeRequest(name, request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    logRequest({
      requestId: request.id,
      method: request.method,
      url: request.url,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    });
    done();
  });
}

/** A long text is turned into bytes once; as a text it would be walked through to be measured, and again to be sent. */
function encoded(payload: unknown): unknown {
  return typeof payload === 'string' && payload.length > 2_000 ? Buffer.from(payload) : payload;
}

function addOperations(app: NestFastifyApplication, migrations: readonly string[]): void {
  const health = app.get(Health);
  health.requireMigrations(migrations);
  const fastify = app.getHttpAdapter().getInstance();
  for (const [path, answer] of Object.entries(operationsRoutes(health, app.get<Config>(CONFIG)))) {
    fastify.get(path, async (request, reply) => {
      try {
        const { type, body } = await answer(request.headers.authorization);
        return await reply.header('content-type', type).header('cache-control', 'no-store').send(body);
      } catch (error) {
        answerProblem(error, request, reply);
        return reply;
      }
    });
  }
}

/**
 * Believes the nearest `count` hops of `X-Forwarded-For`. Fastify distrusts a bare number, since it cannot tell a proxy
 * from a client; that nobody but the proxies reaches the port is what the operator says by setting TRUST_PROXY.
 */
function trustHops(count: number): false | ((address: string, hop: number) => boolean) {
  return count > 0 && ((_address, hop) => hop < count);
}

/**
 * Keeps a proxy's request id when it has the usual form, and makes one otherwise: a number behind what only this process
 * begins with, since random bytes for every request cost more than its routing.
 */
function requestIds(): (request: { headers: Record<string, string | string[] | undefined> }) => string {
  const process = newId();
  let count = 0;
  return ({ headers }) => {
    const given = headers['x-request-id'];
    return typeof given === 'string' && REQUEST_ID.test(given) ? given : `${process}-${++count}`;
  };
}
