import type { Comparison } from './contest';
import type { Figures } from './measure';

export interface Report {
  readonly scale: number;
  readonly node: string;
  readonly processors: number;
  /** Resident megabytes of the portal's process before the first request, and of the bare server's. */
  readonly memoryAtRest: { readonly portal: number; readonly bare: number };
  readonly comparisons: readonly Comparison[];
}

const COLUMNS = [
  'scenario',
  '',
  'requests/s',
  'p50 ms',
  'p99 ms',
  'server CPU ms',
  'PostgreSQL CPU ms',
  'statements',
  'CPU ratio',
];

/** The report as a table for a terminal. */
export function tableOf({ scale, memoryAtRest, comparisons }: Report): string {
  const rows = comparisons.flatMap(({ name, portal, bare, ratio, bound }) => [
    [name, 'portal', ...cells(portal), `${ratio.toFixed(2)} ${verdict(ratio, bound)}`],
    ['', 'bare', ...cells(bare), ''],
  ]);
  const widths = COLUMNS.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  const rest = `At rest the portal's API holds ${memoryAtRest.portal} MB, the bare server ${memoryAtRest.bare} MB.`;
  return [`${scale} demands, ${Math.ceil(scale / 4)} companies`, line(COLUMNS), ...rows.map(line), rest].join('\n');
}

function verdict(ratio: number, bound: number): string {
  return bound === Infinity ? '(no bound)' : `(at most ${bound}) ${ratio <= bound ? '✓' : '✗'}`;
}

function cells({ requestsPerSecond, p50, p99, serverCpu, postgresCpu, statements }: Figures): string[] {
  const postgres = postgresCpu === null ? 'not measured' : postgresCpu.toFixed(3);
  return [
    requestsPerSecond.toFixed(0),
    p50.toFixed(1),
    p99.toFixed(1),
    serverCpu.toFixed(3),
    postgres,
    statements.toFixed(1),
  ];
}
