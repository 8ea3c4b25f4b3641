import { DomainError } from '@shuqiao/kernel';
import type { onRequestHookHandler } from 'fastify';
import { answerProblem } from '../http/problem.filter';
import { TOO_MANY_REQUESTS } from '../http/problem-kinds';
import { clientNetwork } from './client-network';
import { TokenBuckets } from './token-buckets';

/**
 * Refuses a network that asks an API more often than people do, before anything is done for it. What lies outside
 * `prefix`, health and metrics, is never refused. Headers as in draft-ietf-httpapi-ratelimit-headers-10.
 */
export function trafficLimit(prefix: string, perMinute: number): onRequestHookHandler {
  const buckets = new TokenBuckets(perMinute);
  const path = `/${prefix}/`;
  return (request, reply, done) => {
    const { ip } = request;
    const wait = request.url.startsWith(path) ? buckets.take(ip.includes(':') ? clientNetwork(ip) : ip) : 0;
    if (wait === 0) return done();
    void reply
      .header('ratelimit-policy', `"network";q=${perMinute};w=60`)
      .header('ratelimit', `"network";r=0;t=${wait}`);
    answerProblem(new DomainError(TOO_MANY_REQUESTS, { retryAfterSeconds: wait }), request, reply);
  };
}
