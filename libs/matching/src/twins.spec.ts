import { readLexicon } from '@shuqiao/taxonomy';
import { withoutTwins } from './ranking';
import { twinsOf } from './twins';

const TEXT =
  'We build and run modular data centres, cooling plants and power supply for ports and cities in Central Asia.';
const company = (name: string, text: string, website: string | null = null) => ({
  legalName: { lang: 'en', text: name },
  description: [{ lang: 'en', text }],
  website,
});
const shared = (one: ReturnType<typeof company>, two: ReturnType<typeof company>) => {
  const twins = new Set(twinsOf(two));
  return twinsOf(one).some((twin) => twins.has(twin));
};

describe('near-copies of a company', () => {
  it('are told by their text, whatever the name, the figures and the punctuation', () => {
    const one = company('Alpha Data', `Alpha Data: ${TEXT} 120 people.`);
    expect(shared(one, company('Beta Data', `BETA DATA – ${TEXT.replaceAll(',', ' ')} 5,000 people!`))).toBe(true);
    expect(shared(one, company('Beta Data', TEXT.replace('modular data centres', 'bridges and roads')))).toBe(false);
  });

  it('are told by texts of which words were changed here and there, and honest texts of one trade are not', () => {
    const words = readLexicon().flatMap(({ ru }) => ru);
    const textOf = (seed: number) =>
      Array.from({ length: 60 }, (_, at) => words[(seed * 7919 + at * 104_729) % words.length]);
    const reworded = (text: (string | undefined)[]) => text.map((word, at) => (at % 30 ? word : 'прочее'));
    const seeds = Array.from({ length: 100 }, (_, seed) => seed);
    const said = (text: (string | undefined)[]) => company('А', text.join(' '));
    const copies = seeds.filter((seed) => shared(said(textOf(seed)), said(reworded(textOf(seed)))));
    expect(copies.length).toBeGreaterThan(95);
    expect(seeds.filter((seed) => shared(said(textOf(seed)), said(textOf(seed + 100))))).toEqual([]);
  });

  it('are told by their site', () => {
    expect(shared(company('A', 'x', 'https://www.example.org/a'), company('B', 'y', 'http://example.org'))).toBe(true);
    expect(shared(company('A', 'x', 'https://a.example.org'), company('B', 'y', 'https://b.example.org'))).toBe(false);
    expect(twinsOf(company('A', 'x', 'no site'))).toEqual([]);
  });

  it('are not told by a short text that honest firms share', () => {
    expect(twinsOf(company('A', 'IT services'))).toEqual([]);
    expect(twinsOf({})).toEqual([]);
  });

  it('leave their places to others', () => {
    const pair = (companyId: string, ...twins: string[]) => ({ companyId, twins });
    const list = [pair('a', 'x'), pair('b', 'x', 'y'), pair('c'), pair('d', 'y'), pair('e', 'z'), pair('f')];
    expect(withoutTwins(list).map(({ companyId }) => companyId)).toEqual(['a', 'c', 'd', 'e', 'f']);
    expect(withoutTwins(list, 2).map(({ companyId }) => companyId)).toEqual(['a', 'c']);
  });
});
