import type { JsonObject } from '@shuqiao/kernel';
import { readLexicon } from '@shuqiao/taxonomy';
import type { LexiconTerm } from '@shuqiao/text';
import { Random, Zipf } from '../database/random';

const LANGUAGES = ['zh', 'ru', 'en'] as const;
type Lang = (typeof LANGUAGES)[number];
const HEADCOUNTS = ['1-9', '10-49', '50-249', '250-999', '1000-4999', '5000+'];
const MATURITIES = ['research', 'pilot', 'production', 'scaled'];
const DAY = 86_400_000;
export const BEGIN = Date.UTC(2025, 8, 1);
/** So much of what somebody says is of his own trade, the rest of any. */
const OWN_TRADE = 0.7;

export interface Made {
  readonly id: string;
  readonly at: string;
  readonly document: JsonObject;
}

/**
 * Companies and demands with documents as the portal publishes them: each of a trade or two, its words terms of the lexicon
 * by Zipf's law in one of three languages, its concepts those of its words. The same ones in every run.
 */
export class Market {
  private readonly random = new Random(20_261_201);
  private readonly trades: { readonly terms: readonly LexiconTerm[]; readonly zipf: Zipf }[];

  constructor(
    private readonly countries: readonly string[],
    private readonly concepts: ReadonlySet<string>,
  ) {
    const bySector = new Map<string, LexiconTerm[]>();
    for (const term of readLexicon()) {
      const sector = term.concept?.split('.')[0] ?? '';
      bySector.set(sector, [...(bySector.get(sector) ?? []), term]);
    }
    this.trades = [...bySector.values()]
      .filter((terms) => terms.length >= 20)
      .map((terms) => ({ terms, zipf: new Zipf(terms.length) }));
  }

  company(index: number): Made {
    const { random } = this;
    const at = BEGIN + index * 1_000;
    const [id, lang] = [random.id(at), random.pick(LANGUAGES)];
    const trades = this.pickTrades();
    const concepts = this.conceptsOf(trades, 1 + random.below(5));
    const text = (terms: number) => ({ lang, text: this.say(trades, lang, terms) });
    const published = new Date(at).toISOString();
    const document = {
      companyId: id,
      legalName: { lang, text: `${this.say(trades, lang, 1)} ${index}` },
      names: [],
      country: random.next() < 0.6 ? 'CN' : random.pick(this.countries),
      side: 'domestic',
      kind: 'firm',
      concepts,
      targetCountries: [random.pick(this.countries), random.pick(this.countries)],
      languages: [lang, random.pick(LANGUAGES)],
      verifiedAt: published,
      description: [text(15 + random.below(30))],
      capabilities: concepts.map((concept) => {
        const evidence = random.next() < 0.3 ? [{ type: 'product', id: random.id(at) }] : [];
        return { concept, maturity: random.pick(MATURITIES), evidence };
      }),
      products: Array.from({ length: random.below(3) }, () => ({ names: [text(2)], description: [text(6)] })),
      referenceCases: Array.from({ length: random.below(3) }, () => {
        return {
          id: random.id(at),
          title: text(4),
          country: random.pick(this.countries),
          concepts: concepts.slice(0, 2),
        };
      }),
      certificates: random.next() < 0.3 ? [{ name: 'ISO 9001', scheme: 'ISO 9001', validUntil: null }] : [],
      headcount: random.pick(HEADCOUNTS),
    };
    return { id, at: published, document: document as unknown as JsonObject };
  }

  demand(index: number, companies: readonly string[]): Made {
    const { random } = this;
    const at = BEGIN + index * 10_000;
    const [id, lang] = [random.id(at), random.pick(LANGUAGES)];
    const trades = this.pickTrades();
    const text = (terms: number) => ({ lang, text: this.say(trades, lang, terms) });
    const published = new Date(at).toISOString();
    const requirements = this.conceptsOf(trades, 1 + random.below(3)).map((concept) => {
      return {
        id: random.id(at),
        kind: 'lot',
        title: text(2),
        description: null,
        concepts: [concept],
        mandatory: true,
      };
    });
    const document = {
      ...{ id, companyId: random.pick(companies), version: 1, publishedAt: published, versionPublishedAt: published },
      ...{ country: random.pick(this.countries), place: null, titleTranslations: [], descriptionTranslations: [] },
      ...{ title: text(3 + random.below(4)), description: text(10 + random.below(20)), requirements },
      budget: { min: null, max: { amount: `${10_000 + random.below(9_000_000)}.00`, currency: 'USD' } },
      deadline: new Date(Date.UTC(2035, 0, 1) + random.below(700) * DAY).toISOString(),
    };
    return { id, at: published, document: document as unknown as JsonObject };
  }

  private pickTrades(): number[] {
    const { random, trades } = this;
    return Array.from({ length: 1 + random.below(2) }, () => random.below(trades.length));
  }

  private draw(trade: number): LexiconTerm {
    const { terms, zipf } = this.trades[trade] as (typeof this.trades)[number];
    return terms[zipf.draw(this.random)] as LexiconTerm;
  }

  private conceptsOf(trades: readonly number[], count: number): string[] {
    const drawn = Array.from({ length: count * 3 }, () => this.draw(this.random.pick(trades)).concept ?? '');
    return [...new Set(drawn.filter((concept) => this.concepts.has(concept)))].slice(0, count);
  }

  private say(trades: readonly number[], lang: Lang, terms: number): string {
    const { random } = this;
    const said = Array.from({ length: terms }, () => {
      const term = this.draw(random.next() < OWN_TRADE ? random.pick(trades) : random.below(this.trades.length));
      return random.pick(term[lang].length ? term[lang] : term.en);
    });
    return said.join(lang === 'zh' ? '，' : ' ');
  }
}
