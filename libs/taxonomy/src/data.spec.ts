import {
  concepts,
  countries,
  currencies,
  CYRILLIC,
  duplicates,
  HAN,
  LANGS,
  languages,
  MIXED_WORD,
  type Names,
} from './data.spec-support';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isDay = (day: string) => DAY.test(day) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
/** The countries that have a status on a day; `validTo` is the first day on which it no longer holds. */
const having = (status: string, day: string) =>
  countries
    .filter((c) =>
      c.status.some((s) => s.status === status && s.validFrom <= day && (s.validTo === null || day < s.validTo)),
    )
    .map(({ code }) => code)
    .sort();
const list = (codes: string) => codes.split(' ').sort();

/** The problems of one set of names: empty when it is complete and each name is written in its own script. */
function problemsOfNames(names: Names): string[] {
  const problems = LANGS.filter((lang) => !names[lang] || names[lang] !== names[lang].trim()).map(
    (lang) => `${lang} empty or untrimmed`,
  );
  if (!HAN.test(names.zh)) problems.push('zh without Han');
  // An abbreviation in capitals is the same word in Russian.
  if (!CYRILLIC.test(names.ru) && !/^[A-Z0-9/-]{2,8}$/.test(names.ru)) problems.push('ru without Cyrillic');
  if (MIXED_WORD.test(names.ru)) problems.push('ru mixes alphabets within a word');
  if (HAN.test(names.en) || CYRILLIC.test(names.en)) problems.push('en in another script');
  if (CYRILLIC.test(names.zh) || HAN.test(names.ru)) problems.push('zh and ru exchanged');
  return problems;
}

const named = [
  ...countries.map((c) => [c.code, c.names] as const),
  ...languages.map((l) => [l.tag, l.names] as const),
  ...currencies.map((c) => [c.code, c.names] as const),
  ...concepts.map((c) => [c.code, c.labels] as const),
];

it('names everything in three languages, each in its own script', () => {
  expect(
    named.map(([code, names]) => [code, problemsOfNames(names)]).filter(([, problems]) => problems.length),
  ).toEqual([]);
});

describe('countries', () => {
  const everyone = list('CN RU IN PK KZ KG TJ UZ IR BY AF MN AZ AM BH EG KH QA KW MV MM NP AE SA TR LK LA');

  it('are the 27 of the Organisation, once each', () => {
    expect(countries.map(({ code }) => code).sort()).toEqual(everyone);
  });

  it('are members and partners as of 1 January 2026', () => {
    expect(having('member', '2026-01-01')).toEqual(list('CN RU IN PK KZ KG TJ UZ IR BY'));
    expect(having('partner', '2026-01-01')).toEqual(list('AF MN AZ AM BH EG KH QA KW MV MM NP AE SA TR LK LA'));
  });

  it('have the history of the Organisation', () => {
    expect(having('member', '2001-06-14')).toEqual([]);
    expect(having('member', '2017-06-08')).toEqual(list('CN RU KZ KG TJ UZ'));
    expect(having('observer', '2017-06-08')).toEqual(list('AF BY IN IR MN PK'));
    expect(having('dialogue_partner', '2017-06-08')).toEqual(list('AM AZ KH LK NP TR'));
    expect(having('member', '2017-06-09')).toEqual(list('CN RU KZ KG TJ UZ IN PK'));
    expect(having('member', '2023-07-04')).toEqual(list('CN RU KZ KG TJ UZ IN PK IR'));
    expect(having('partner', '2025-08-31')).toEqual([]);
    expect(having('observer', '2025-09-01')).toEqual([]);
    expect(having('dialogue_partner', '2025-09-01')).toEqual([]);
  });

  it('have one status at a time, and end in one that holds', () => {
    const broken = countries.filter(({ status }) =>
      status.some(({ status: name, validFrom, validTo }, index) => {
        const next = status[index + 1];
        const known = ['member', 'partner', 'observer', 'dialogue_partner'].includes(name);
        if (!known || !isDay(validFrom)) return true;
        return next
          ? !validTo || !isDay(validTo) || validTo <= validFrom || validTo > next.validFrom
          : validTo !== null;
      }),
    );
    expect(broken.map(({ code }) => code)).toEqual([]);
    expect(countries.filter(({ status }) => status.length === 0)).toEqual([]);
  });

  it('have time zones that the platform knows', () => {
    const known = (timeZone: string) => {
      try {
        return Boolean(new Intl.DateTimeFormat('en', { timeZone }).format(0));
      } catch {
        return false;
      }
    };
    expect(countries.flatMap((c) => c.timeZones).filter((zone) => !zone.includes('/') || !known(zone))).toEqual([]);
    expect(countries.filter((c) => !c.timeZones.length || duplicates(c.timeZones).length)).toEqual([]);
  });

  it('use languages and currencies that are described', () => {
    const tags = new Set(languages.map(({ tag }) => tag));
    const money = new Set(currencies.map(({ code }) => code));
    expect(countries.flatMap((c) => c.languages).filter((tag) => !tags.has(tag))).toEqual([]);
    expect(countries.flatMap((c) => c.currencies).filter((code) => !money.has(code))).toEqual([]);
    expect(countries.filter((c) => !c.languages.length || !c.currencies.length)).toEqual([]);
  });

  it('have a weekend, a calling code and a consistent apostille entry', () => {
    expect(
      countries.filter(
        ({ weekend }) => !weekend.length || weekend.length > 2 || weekend.some((day) => !(day >= 1 && day <= 7)),
      ),
    ).toEqual([]);
    expect(countries.filter(({ callingCode }) => !/^\+[1-9]\d{0,2}$/.test(callingCode))).toEqual([]);
    expect(
      countries.filter(
        ({ apostille: { party, since } }) => (since !== null && !isDay(since)) || (!party && since !== null),
      ),
    ).toEqual([]);
    // An objection bars the convention between two parties, in both directions.
    const party = new Map(countries.map((c) => [c.code, c.apostille]));
    const oneSided = countries.filter((c) =>
      c.apostille.notBetween.some(
        (other) => !party.get(other)?.party || !party.get(other)!.notBetween.includes(c.code),
      ),
    );
    expect(oneSided.map(({ code }) => code)).toEqual([]);
    expect(party.get('CN')).toEqual({ party: true, since: '2023-11-07', notBetween: ['IN'] });
  });

  it('accept the registration schemes of their own country, and LEI', () => {
    const schemes = 'CN-USCC RU-INN RU-OGRN KZ-BIN BY-UNP UZ-INN KG-INN TJ-INN IN-GSTIN IN-CIN PK-NTN IR-NID';
    const own = countries.flatMap((c) => c.registrationSchemes.filter((s) => s.startsWith(`${c.code}-`)));
    expect(own.sort()).toEqual(list(schemes));
    const strange = countries.filter(({ code, registrationSchemes: all }) => {
      const mine = all.filter((scheme) => scheme.startsWith(`${code}-`));
      const general = mine.length ? ['LEI'] : ['LEI', 'OTHER'];
      return all.join() !== [...mine, ...general].join();
    });
    expect(strange.map(({ code }) => code)).toEqual([]);
  });
});

describe('languages', () => {
  it('have canonical unique tags', () => {
    expect(duplicates(languages.map(({ tag }) => tag))).toEqual([]);
    expect(languages.filter(({ tag }) => Intl.getCanonicalLocales(tag)[0] !== tag)).toEqual([]);
    expect(languages.slice(0, 3).map(({ tag }) => tag)).toEqual(['zh', 'ru', 'en']);
  });

  it('run from right to left exactly where the script does', () => {
    expect(languages.filter(({ script }) => !/^[A-Z][a-z]{3}$/.test(script))).toEqual([]);
    expect(
      languages.filter(({ script, direction }) => direction !== (['Arab', 'Thaa'].includes(script) ? 'rtl' : 'ltr')),
    ).toEqual([]);
  });
});

describe('currencies', () => {
  it('are those of the countries, and the dollar and the euro', () => {
    expect(duplicates(currencies.map(({ code }) => code))).toEqual([]);
    const used = new Set([...countries.flatMap((c) => c.currencies), 'USD', 'EUR']);
    expect(currencies.map(({ code }) => code).sort()).toEqual([...used].sort());
    const iso = new Set(Intl.supportedValuesOf('currency'));
    expect(currencies.filter(({ code }) => !iso.has(code))).toEqual([]);
  });

  it('have the minor units of ISO 4217', () => {
    const three = currencies.filter(({ minorUnits }) => minorUnits !== 2);
    expect(three.map(({ code, minorUnits }) => [code, minorUnits]).sort()).toEqual([
      ['BHD', 3],
      ['KWD', 3],
    ]);
  });
});
