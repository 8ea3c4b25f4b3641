import type { Client } from 'pg';
import type { Options } from '../options';
import type { HttpAnswer, HttpCall } from '../load';

/**
 * How much CPU a request may cost, as a multiple of the bare server's. There is no bound where most of the work is not
 * that of the statements, which is all that the bare server repeats.
 */
export const BOUNDS = { public: 1.3, authenticated: 1.6, write: 2, 'own work': Infinity } as const;
export type Cost = keyof typeof BOUNDS;

/** What scenarios are prepared with. */
export interface Bench {
  readonly options: Options;
  readonly client: Client;
  /** A call to the portal, outside the measurement. */
  readonly call: (call: HttpCall) => Promise<HttpAnswer>;
  readonly owner: Member;
  readonly delegates: readonly Member[];
}

/** Somebody with a session and a company. */
export interface Member {
  readonly accountId: string;
  readonly sessionId: string;
  readonly companyId: string;
  /** A fresh `authorization` header: access tokens end after ten minutes. */
  readonly authorization: () => string;
}

/** A request, and for one that writes which of its ids a replay must keep: all others are made anew. */
export interface Sample {
  readonly call: () => HttpCall;
  readonly ids?: readonly string[];
}

export interface Scenario {
  readonly name: string;
  readonly cost: Cost;
  /** The requests that are sent in turn; those of writes differ in nothing that matters to the cost. */
  samples(bench: Bench): Promise<readonly Sample[]>;
}

/** A storm: every call once, all at the same time. */
export interface Storm {
  readonly name: string;
  readonly cost: Cost;
  /** Calls and the ids by which they differ, in the same order for each call. */
  calls(bench: Bench): Promise<readonly Required<Sample>[]>;
  /** @throws Error when what happened is not what had to happen. */
  check(bench: Bench): Promise<void>;
}

export const get = (path: string, headers: () => Record<string, string> = () => ({})): Sample => ({
  call: () => ({ method: 'GET', path: `/api/v1${path}`, headers: headers() }),
});
