/** Weighted translations of words or phrases. */
export type Table = Map<string, Map<string, number>>;

const MOST_KEPT = 12;

export function add(table: Table, from: string, to: string, weight: number): void {
  const row = table.get(from) ?? new Map<string, number>();
  if (row.size === 0) table.set(from, row);
  row.set(to, (row.get(to) ?? 0) + weight);
}

/** The strongest first; equal ones by their spelling, so that the order of the input does not show. */
export function strongest(row: Map<string, number>, most: number): [string, number][] {
  return [...row].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most);
}

/** The strongest translations with shares that sum to 1. */
export function normalised(row: Map<string, number>): Map<string, number> {
  const kept = strongest(row, MOST_KEPT);
  const sum = kept.reduce((total, [, weight]) => total + weight, 0);
  return new Map(kept.map(([to, weight]) => [to, weight / sum]));
}

/** From the first table's words to the second one's translations. */
export function compose(first: Table, second: Table): Table {
  const result: Table = new Map();
  for (const [from, row] of first) {
    for (const [middle, share] of row) {
      for (const [to, further] of second.get(middle) ?? []) add(result, from, to, share * further);
    }
  }
  return new Map([...result].map(([phrase, row]) => [phrase, normalised(row)]));
}
