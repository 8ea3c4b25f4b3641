import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { negotiateLanguage, newId } from '@shuqiao/kernel';
import type { Config } from '../config/config';
import type { Health } from '../health/health';
import { operationsRoutes } from './operations-routes';
import { toDomainError, toProblemDocument } from './problem-document';

/** A small HTTP server with health and metrics, for a program that serves nothing else. The caller listens. */
export function createOperationsServer(
  health: Health,
  config: Pick<Config, 'METRICS_TOKEN' | 'DEMONSTRATION'>,
): Server {
  const routes = operationsRoutes(health, config);
  return createServer({ requestTimeout: 30_000, keepAlive: true }, (request, response) => {
    void answer(routes, request).then(({ status, type, body }) => send(response, status, type, body));
  });
}

async function answer(
  routes: ReturnType<typeof operationsRoutes>,
  { method, url = '', headers }: IncomingMessage,
): Promise<{ status: number; type: string; body: string }> {
  try {
    const route = method === 'GET' || method === 'HEAD' ? routes[url.split('?', 1)[0] ?? ''] : undefined;
    if (!route) throw Object.assign(new Error('no such route'), { statusCode: 404 });
    return { status: 200, ...(await route(headers.authorization)) };
  } catch (error) {
    const problem = toDomainError(error);
    const document = toProblemDocument(problem, negotiateLanguage(headers['accept-language']), newId());
    return {
      status: problem.kind.status,
      type: 'application/problem+json; charset=utf-8',
      body: JSON.stringify(document),
    };
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body), 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(response.req.method === 'HEAD' ? undefined : body);
}
