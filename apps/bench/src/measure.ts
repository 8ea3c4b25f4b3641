import { Clients, type LoadResult } from './load';
import type { PostgresCpu } from './postgres-cpu';
import type { ServerChild } from './server/child';

/** What one server showed in one scenario; times in milliseconds, CPU per request. */
export interface Figures {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly serverCpu: number;
  /** Null where the system does not tell. */
  readonly postgresCpu: number | null;
  readonly statements: number;
}

/** Runs load against a server and takes down what it and PostgreSQL used meanwhile. */
export async function measure(
  server: ServerChild,
  postgres: PostgresCpu,
  clients: number,
  load: (clients: Clients) => Promise<LoadResult>,
): Promise<Figures> {
  const connections = new Clients(server.port, clients);
  try {
    const before = await server.usage();
    const postgresBefore = postgres.milliseconds();
    const result = await load(connections);
    const after = await server.usage();
    const postgresAfter = postgres.milliseconds();
    if (result.failures) throw new Error(`${server.name} failed ${result.failures} of ${result.requests} requests`);
    const sorted = [...result.latencies].sort((left, right) => left - right);
    const each = (value: number) => value / result.requests;
    return {
      requestsPerSecond: (result.requests * 1000) / result.milliseconds,
      p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
      p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
      serverCpu: each((after.cpu - before.cpu) / 1000),
      postgresCpu: postgresBefore === null || postgresAfter === null ? null : each(postgresAfter - postgresBefore),
      statements: each(after.statements - before.statements),
    };
  } finally {
    connections.close();
  }
}

/** The middle of the rounds, figure by figure: one disturbed round does not count. */
export function median(rounds: readonly Figures[]): Figures {
  const middle = (pick: (figures: Figures) => number): number => {
    const sorted = rounds.map(pick).sort((left, right) => left - right);
    const half = Math.floor(sorted.length / 2);
    return sorted.length % 2 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
  };
  return {
    requestsPerSecond: middle((one) => one.requestsPerSecond),
    p50: middle((one) => one.p50),
    p99: middle((one) => one.p99),
    serverCpu: middle((one) => one.serverCpu),
    postgresCpu: rounds.some((one) => one.postgresCpu === null) ? null : middle((one) => one.postgresCpu ?? 0),
    statements: middle((one) => one.statements),
  };
}
