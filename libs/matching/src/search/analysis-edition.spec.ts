import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnalyzer } from '@shuqiao/text';
import { ANALYSIS_EDITION } from './analysis-edition';
import { foldName } from './name-folding';
import { indexSource, type Source } from './search-sources';

interface Samples {
  readonly terms: readonly string[];
  readonly texts: readonly { readonly text: string; readonly terms: readonly string[] }[];
  readonly names: readonly { readonly name: string; readonly folded: string }[];
  readonly sources: readonly { readonly source: Source; readonly indexed: object }[];
}

const FIXTURE = join(__dirname, 'analysis-edition.fixture.json');
const samples = JSON.parse(readFileSync(FIXTURE, 'utf8')) as Samples;
const analyzer = createAnalyzer({ terms: samples.terms });

const analysed: Samples = {
  terms: samples.terms,
  texts: samples.texts.map(({ text }) => ({ text, terms: analyzer.analyze(text) })),
  names: samples.names.map(({ name }) => ({ name, folded: foldName(name) })),
  sources: samples.sources.map(({ source }) => ({ source, indexed: indexSource(source, analyzer) })),
};

/** Where one of these fails, the fixture and the edition are to change together: indexes are made anew by that. */
describe('the edition of the analysis', () => {
  it('has samples that are analysed as written down', () => expect(analysed).toEqual(samples));

  it('changes with what the analysis makes of the samples', () => {
    const digest = createHash('sha256').update(JSON.stringify(analysed)).digest('hex').slice(0, 12);
    expect(ANALYSIS_EDITION).toMatch(/^[1-9]\d*-[0-9a-f]{12}$/);
    expect(ANALYSIS_EDITION.split('-')[1]).toBe(digest);
  });

  it('has samples of every script and of every kind of term', () => {
    const all = JSON.stringify(samples);
    for (const script of [/\p{Script=Han}/u, /\p{Script=Cyrillic}/u, /\p{Script=Latin}/u, /\p{Script=Arabic}/u])
      expect(all).toMatch(script);
    const terms = analysed.sources.flatMap(({ indexed }) => (indexed as { terms: string[] }).terms);
    for (const facet of ['state', 'country', 'concept', 'side', 'kind', 'target', 'lang'])
      expect([facet, terms.some((term) => term.startsWith('=') && term.includes(`${facet}:`))]).toEqual([facet, true]);
  });
});
