import { type Bench, get, type Sample, type Scenario } from './scenario';

const WORDS = 8;

/** Ten documents, one in a hundred, and nearly every one. */
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
      const { rows } = await bench.client.query<{ term: string }>(NEAREST, [documents(bench.options.scale)]);
      const found: Sample[] = [];
      for (const { term } of rows) {
        const sample = get(`/demands?q=${encodeURIComponent(term)}`);
        if (found.length < WORDS && (await finds(bench, sample))) found.push(sample);
      }
      if (!found.length) throw new Error(`There is no word for ${name}`);
      return found;
    },
  };
}

/** A stem is not always found by itself. */
async function finds(bench: Bench, sample: Sample): Promise<boolean> {
  const { body } = await bench.call(sample.call());
  return (JSON.parse(body) as { items: unknown[] }).items.length > 0;
}

const NEAREST = `SELECT term FROM search_term_counts WHERE kind = 'demand' AND term NOT LIKE '=%'
  ORDER BY abs(documents - $1::numeric), term LIMIT 20`;
