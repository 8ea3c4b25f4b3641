import { type Bench, type Cost, get, type Sample, type Scenario } from './scenario';
import { finding, wordsNear } from './search-demands';

/** What the search offers besides a page: facets, marks, suggestions, corrections, and the queries that are hard for it. */
export const SEARCH_OFFERS: readonly Scenario[] = [
  offer('facets, ordinary word', (bench) => searches(bench, (scale) => scale / 100, '&facets=true')),
  offer('facets, very frequent word', (bench) => searches(bench, (scale) => scale, '&facets=true')),
  // Twenty whole documents are read and looked through word by word.
  offer('highlights, ordinary word', (bench) => searches(bench, (scale) => scale / 100, '&highlight=true'), 'own work'),
  offer('search, two very frequent words', twoFrequentWords),
  offer('search, filters that leave three', filtersThatLeaveThree),
  offer('companies, ordinary word', companiesByWord, 'own work'),
  offer('companies, beginning of a name', companiesByName, 'own work'),
  // Compared with every name of the taxonomy.
  offer('suggestions while typing', suggestions, 'own work'),
  offer('did you mean', mistypedWords),
];

function offer(name: string, samples: Scenario['samples'], cost: Cost = 'public'): Scenario {
  return { name, cost, samples };
}

async function searches(bench: Bench, documents: (scale: number) => number, more: string): Promise<Sample[]> {
  const words = await wordsNear(bench, documents(bench.options.scale));
  return finding(
    bench,
    words.map((word) => `/demands?q=${encodeURIComponent(word)}${more}`),
  );
}

async function twoFrequentWords(bench: Bench): Promise<Sample[]> {
  const words = await wordsNear(bench, bench.options.scale);
  const pairs = words.flatMap((one, at) => words.slice(at + 1).map((other) => `${one} ${other}`));
  return finding(
    bench,
    pairs.map((pair) => `/demands?q=${encodeURIComponent(pair)}`),
  );
}

/** A country, a concept and a word that many demands have, but hardly any together. */
async function filtersThatLeaveThree(bench: Bench): Promise<Sample[]> {
  const { rows } = await bench.client.query<{ country: string; concept: string; documents: string }>(FILTERS);
  const paths: string[] = [];
  for (const { country, concept, documents } of rows) {
    const words = await wordsNear(bench, (3 * bench.options.scale) / Number(documents));
    for (const word of words.slice(0, 4))
      paths.push(`/demands?country=${country}&concept=${concept}&q=${encodeURIComponent(word)}`);
  }
  return finding(bench, paths, 2, 4);
}

/** Whom the words find and whom the query names are two statements, and every company found is looked at for the latter. */
async function companiesByWord({ client }: Bench): Promise<Sample[]> {
  const { rows } = await client.query<{ term: string }>(COMPANY_WORDS);
  return rows.map(({ term }) => get(`/companies?q=${encodeURIComponent(term)}`));
}

async function companiesByName({ client }: Bench): Promise<Sample[]> {
  const { rows } = await client.query<{ name: string }>(COMPANY_NAMES);
  return rows.map(({ name }) => get(`/companies?q=${encodeURIComponent(name.slice(0, 8))}`));
}

async function suggestions(bench: Bench): Promise<Sample[]> {
  const { rows } = await bench.client.query<{ word: string }>(TITLE_WORDS, [40]);
  // A Chinese word is begun with one character, any other with two to five letters.
  return rows.map(({ word }, index) =>
    get(`/suggestions?q=${encodeURIComponent(word.slice(0, word.length < 4 ? 1 : 2 + (index % 4)))}`),
  );
}

/** Words of titles with a letter swapped with the next. */
async function mistypedWords(bench: Bench): Promise<Sample[]> {
  const { rows } = await bench.client.query<{ word: string }>(TITLE_WORDS, [40]);
  const mistyped = rows
    .filter(({ word }) => word.length > 5)
    .map(({ word }) => word.slice(0, 3) + word[4] + word[3] + word.slice(5));
  return mistyped.map((word) => get(`/demands?q=${encodeURIComponent(word)}&didYouMean=true`));
}

// Words that one company in a hundred has.
const COMPANY_WORDS = `SELECT term FROM search_term_counts WHERE kind = 'company' AND term !~ '^[=^]'
  ORDER BY abs(documents - (SELECT count(*) / 100 FROM search_documents WHERE kind = 'company')), term LIMIT 8`;
const COMPANY_NAMES = `SELECT name FROM search_names WHERE kind = 'company' ORDER BY md5(name) LIMIT 8`;
const FILTERS = `SELECT split_part(split_part(term, '&', 2), ':', 2) AS country, split_part(split_part(term, '&', 3), ':', 2) AS concept, documents
  FROM search_term_counts WHERE kind = 'demand' AND term LIKE '=state:open&country:%&concept:%' AND documents > 2 ORDER BY documents, term LIMIT 8`;
// Of all frequencies, and the same ones in every run.
const TITLE_WORDS = `SELECT word FROM search_words WHERE kind = 'demand' AND documents > 1 ORDER BY md5(word) LIMIT $1`;
