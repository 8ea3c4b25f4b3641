import { type Collection, type ImpactIndex } from '@shuqiao/matching';
import { QUERY_KINDS, type QueryKind, type Texts } from './texts';

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
  /** Processor time of the whole process, on average: it holds still on a busy machine. */
  readonly cpu: number;
}

/** Times something again and again, in milliseconds each. */
export function timeEach(rounds: number, act: (round: number) => unknown): Percentiles {
  const before = process.cpuUsage();
  const times = Array.from({ length: rounds }, (_, round) => {
    const started = performance.now();
    act(round);
    return performance.now() - started;
  });
  const { user, system } = process.cpuUsage(before);
  times.sort((left, right) => left - right);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] as number;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1), cpu: (user + system) / 1000 / rounds };
}

const QUERIES = 100;

/** Searches of each kind, once unmeasured so that the code is compiled. */
export function searchCosts(index: ImpactIndex, collection: Collection, texts: Texts): Record<QueryKind, Percentiles> {
  const cost = (kind: QueryKind) => {
    const queries = Array.from({ length: QUERIES }, () => texts.query(kind));
    for (const query of queries.slice(0, 20)) index.search(collection, query);
    return timeEach(QUERIES, (round) => index.search(collection, queries[round]!));
  };
  const kinds = Object.keys(QUERY_KINDS) as QueryKind[];
  return Object.fromEntries(kinds.map((kind) => [kind, cost(kind)])) as Record<QueryKind, Percentiles>;
}

/** Changes of known texts one by one, with the merges that they bring about paid for in slices of 4 ms. */
export function changeCosts(index: ImpactIndex, ids: readonly string[], texts: Texts) {
  const rounds = Math.min(20_000, ids.length);
  const changed = Array.from({ length: rounds }, () => texts.text());
  const started = performance.now();
  const each = timeEach(rounds, (round) => {
    index.put('company', ids[Math.floor((round * ids.length) / rounds)] as string, changed[round]!);
  });
  const put = performance.now() - started;
  const slices = timeMerges(index);
  const removed = timeEach(Math.floor(rounds / 2), (round) => index.remove('company', ids[round * 2] as string));
  return { rounds, put: each, amortised: (put + slices.total) / rounds, longestSlice: slices.longest, remove: removed };
}

function timeMerges(index: ImpactIndex): { total: number; longest: number } {
  let [total, longest] = [0, 0];
  for (let more = true; more;) {
    const started = performance.now();
    more = index.work(4);
    const took = performance.now() - started;
    total += took;
    longest = Math.max(longest, took);
  }
  return { total, longest };
}
