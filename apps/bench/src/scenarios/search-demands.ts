import { type Bench, get, type Sample, type Scenario } from './scenario';

const MOST_SAMPLES = 8;

/** Ten documents, one in a hundred, and nearly every one in its language. */
export const SEARCHES: readonly Scenario[] = [
  search('search, rare word', () => 10),
  search('search, ordinary word', (scale) => scale / 100),
  search('search, very frequent word', (scale) => scale),
];

function search(name: string, documents: (scale: number) => number): Scenario {
  return {
    name,
    cost: 'public',
    async samples(bench) {
      const words = await wordsNear(bench, documents(bench.options.scale));
      return finding(
        bench,
        words.map((word) => `/demands?q=${encodeURIComponent(word)}`),
      );
    },
  };
}

/** The words that occur in about so many demands. */
export async function wordsNear({ client }: Bench, documents: number): Promise<string[]> {
  const { rows } = await client.query<{ term: string }>(NEAREST, [documents]);
  return rows.map(({ term }) => term);
}

/** Samples of the first searches that find something, or so much: a stem, for one, is not always found by itself. */
export async function finding(bench: Bench, paths: readonly string[], least = 1, most = Infinity): Promise<Sample[]> {
  const found: Sample[] = [];
  for (const path of paths) {
    if (found.length === MOST_SAMPLES) break;
    const sample = get(path);
    const { body } = await bench.call(sample.call());
    const { items, total } = JSON.parse(body) as { items: unknown[]; total: { value: number } };
    if (items.length > 0 && total.value >= least && total.value <= most) found.push(sample);
  }
  if (!found.length) throw new Error(`Nothing is found by ${paths.slice(0, 3).join(', ')} …`);
  return found;
}

const NEAREST = `SELECT term FROM search_term_counts WHERE kind = 'demand' AND term !~ '^[=^]'
  ORDER BY abs(documents - $1::numeric), term LIMIT 20`;
