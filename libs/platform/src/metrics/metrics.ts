import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Brings gauges up to date when somebody asks for the metrics. */
export type Collector = () => void | Promise<void>;

const registry = new Registry();
const collectors = new Set<Collector>();
let defaultMetrics = false;

const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from the first byte of a request to the last of its answer, by route pattern.',
  labelNames: ['program', 'method', 'route', 'status'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});

// Looking a series up by its labels costs more than the rest of an observation.
const series = new Map<string, Histogram.Internal<string>>();

/** Notes a request. `route` is the pattern, never the path: the number of time series must stay bounded. */
export function observeRequest(program: string, method: string, route: string, status: number, seconds: number): void {
  const key = `${program} ${method} ${status} ${route}`;
  const known = series.get(key) ?? duration.labels({ program, method, route, status });
  series.set(key, known);
  known.observe(seconds);
}

/** Declares a gauge of this process; call it once, where a file is loaded. */
export function defineGauge<Label extends string>(name: string, help: string, labelNames: readonly Label[]) {
  return new Gauge<Label>({ name, help, labelNames, registers: [registry] });
}

/** Declares a counter of this process, as above. */
export function defineCounter<Label extends string>(name: string, help: string, labelNames: readonly Label[]) {
  return new Counter<Label>({ name, help, labelNames, registers: [registry] });
}

/** Declares a histogram of this process, as above. */
export function defineHistogram(name: string, help: string, buckets: readonly number[]) {
  return new Histogram({ name, help, buckets: [...buckets], registers: [registry] });
}

/** Has `collect` called before each scrape; returns what ends that. */
export function onScrape(collect: Collector): () => void {
  collectors.add(collect);
  return () => collectors.delete(collect);
}

/** All metrics of the process in Prometheus' text format. A collector that fails leaves its gauges as they were. */
export async function metricsText(): Promise<string> {
  // From the first scrape on only: watching the event loop is not free, and nobody may ever ask.
  if (!defaultMetrics) collectDefaultMetrics({ register: registry });
  defaultMetrics = true;
  await Promise.allSettled([...collectors].map(async (collect) => collect()));
  return registry.metrics();
}

export const METRICS_TYPE = registry.contentType;
