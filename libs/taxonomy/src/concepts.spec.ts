import {
  type Concept,
  concepts,
  CYRILLIC,
  duplicates,
  HAN,
  LANGS,
  LATIN_TERM,
  MIXED_WORD,
  type Names,
} from './data.spec-support';

const level = (concept: Concept) => concept.code.split('.').length;
const codesWhere = (test: (concept: Concept) => boolean) => concepts.filter(test).map(({ code }) => code);

describe('concepts', () => {
  const byCode = new Map(concepts.map((concept) => [concept.code, concept]));

  it('have unique codes of the agreed form, and parents that exist, precede and prefix them', () => {
    expect(duplicates(concepts.map(({ code }) => code))).toEqual([]);
    expect(codesWhere((c) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*){0,2}$/.test(c.code))).toEqual([]);
    const order = new Map(concepts.map(({ code }, index) => [code, index]));
    const orphan = ({ code, parent }: Concept) => {
      const prefix = code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null;
      return parent !== prefix || (parent !== null && !((order.get(parent) ?? Infinity) < order.get(code)!));
    };
    expect(codesWhere(orphan)).toEqual([]);
  });

  it('number siblings without a tie', () => {
    expect(duplicates(concepts.map(({ parent, sort }) => `${parent}#${sort}`))).toEqual([]);
    expect(codesWhere(({ sort }) => !Number.isInteger(sort))).toEqual([]);
  });

  it.each(LANGS)('have no label twice within a level, and no synonym that is the label of a concept (%s)', (lang) => {
    expect(duplicates(concepts.map((c) => `${level(c)} ${c.labels[lang].toLowerCase()}`))).toEqual([]);
    const labels = new Set(concepts.map((c) => c.labels[lang].toLowerCase()));
    expect(
      concepts.flatMap((c) =>
        c.synonyms[lang].filter((s) => labels.has(s.toLowerCase())).map((s) => `${c.code}: ${s}`),
      ),
    ).toEqual([]);
  });

  it.each(LANGS)('have three to eight synonyms, none twice, none shared by two concepts (%s)', (lang) => {
    expect(codesWhere((c) => c.synonyms[lang].length < 3 || c.synonyms[lang].length > 8)).toEqual([]);
    expect(duplicates(concepts.flatMap((c) => c.synonyms[lang].map((s) => s.toLowerCase())))).toEqual([]);
  });

  it('write synonyms in the script of their language, or as a Latin term of the trade', () => {
    const wrong = (lang: keyof Names, synonym: string) => {
      if (!synonym || synonym !== synonym.trim() || MIXED_WORD.test(synonym)) return true;
      if (lang === 'en') return HAN.test(synonym) || CYRILLIC.test(synonym);
      const [own, other] = lang === 'zh' ? [HAN, CYRILLIC] : [CYRILLIC, HAN];
      return other.test(synonym) || !(own.test(synonym) || LATIN_TERM.test(synonym));
    };
    expect(
      concepts.flatMap((c) =>
        LANGS.flatMap((l) => c.synonyms[l].filter((s) => wrong(l, s)).map((s) => `${c.code} ${l} ${s}`)),
      ),
    ).toEqual([]);
  });

  it('carry ISIC rev. 4 classes, and where one fits CPV codes, in their form', () => {
    expect(codesWhere(({ codes }) => codes.isic4 === undefined)).toEqual([]);
    expect(codesWhere(({ codes }) => (codes.isic4 ?? []).some((code) => !/^\d{4}$/.test(code)))).toEqual([]);
    expect(codesWhere(({ codes }) => (codes.cpv ?? []).some((code) => !/^\d{8}$/.test(code)))).toEqual([]);
    expect(codesWhere(({ codes }) => Object.keys(codes).some((key) => key !== 'isic4' && key !== 'cpv'))).toEqual([]);
    expect(
      codesWhere(({ codes }) =>
        [codes.isic4, codes.cpv].some((some) => some !== undefined && (!some.length || duplicates(some).length > 0)),
      ),
    ).toEqual([]);
  });

  it('cover every sector of the platform, each with capabilities', () => {
    const sectors = {
      'data infrastructure': 'data-infra',
      'computing power': 'compute',
      cloud: 'cloud',
      ai: 'ai',
      'large models': 'ai',
      'big data': 'bigdata',
      'smart port': 'port',
      'smart city': 'city',
      'smart logistics': 'logistics',
      'smart manufacturing': 'manufacturing',
      'smart medicine': 'health',
      'smart education': 'education',
      'digital government': 'gov',
      'cross-border settlement': 'settlement',
      'mobile payment': 'payment',
      'cross-border e-commerce': 'ecommerce',
      'cross-border data flow and compliance': 'dataflow',
      'robots and drones': 'robotics',
      'internet of things': 'iot',
      '5g and optical networks': 'telecom',
      'information security': 'security',
      xinchuang: 'xinchuang',
    };
    const missing = Object.entries(sectors).filter(([term, code]) => !known(byCode.get(code), term));
    expect(missing).toEqual([]);
    const all = concepts.filter((c) => c.parent === null);
    expect(all).toHaveLength(24);
    expect(all.filter((sector) => concepts.filter((c) => c.parent === sector.code).length < 4)).toEqual([]);
  });

  it('give the xinchuang stack its layers', () => {
    const layers = {
      cpu: 'cpu',
      os: 'os',
      databases: 'database',
      middleware: 'middleware',
      servers: 'server',
      terminals: 'terminal',
      cloud: 'cloud',
      security: 'security',
    };
    expect(Object.entries(layers).filter(([term, layer]) => !known(byCode.get(`xinchuang.${layer}`), term))).toEqual(
      [],
    );
  });

  /** Whether an English term is in a concept's label, or is one of its synonyms. */
  function known(concept: Concept | undefined, term: string): boolean {
    if (!concept) return false;
    return concept.labels.en.toLowerCase().includes(term) || concept.synonyms.en.some((s) => s.toLowerCase() === term);
  }
});
