import { createHash, timingSafeEqual } from 'node:crypto';
import { DomainError, NOT_FOUND } from '@shuqiao/kernel';
import type { Config } from '../config/config';
import type { Health } from '../health/health';
import { METRICS_TYPE, metricsText } from '../metrics/metrics';

export interface OperationsAnswer {
  readonly type: string;
  readonly body: string;
}

type Route = (authorization: string | undefined) => Promise<OperationsAnswer>;

/**
 * What the operators ask every program for, outside its API: `/health/live`, `/health/ready` and `/metrics`. A route
 * throws the DomainError to answer with. They name no data, hence need no session; metrics need their own token.
 */
export function operationsRoutes(
  health: Health,
  config: Pick<Config, 'METRICS_TOKEN' | 'DEMONSTRATION'>,
): Readonly<Record<string, Route>> {
  return {
    '/health/live': async () => status('live'),
    '/health/ready': async () => {
      await health.requireReady();
      return status('ready');
    },
    '/metrics': async (authorization) => {
      const open = config.METRICS_TOKEN === '' && config.DEMONSTRATION;
      // 404, not 401: whoever has no token need not know that there is something.
      if (!open && !carries(authorization, config.METRICS_TOKEN)) throw new DomainError(NOT_FOUND);
      return { type: METRICS_TYPE, body: await metricsText() };
    },
  };
}

function status(value: string): OperationsAnswer {
  return { type: 'application/json; charset=utf-8', body: JSON.stringify({ status: value }) };
}

function carries(authorization: string | undefined, token: string): boolean {
  if (token === '') return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}
