import { LANGUAGES } from '@shuqiao/kernel';
import { createPerson } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';

interface Scheme {
  readonly scheme: string;
  readonly country: string | null;
  readonly names: Record<string, string>;
  readonly format: Record<string, string>;
  readonly example: string;
}

describe('registration schemes', () => {
  let portal: TestPortal;
  let schemes: Scheme[];

  beforeAll(async () => {
    portal = await startTestPortal();
    const answer = await portal.api().get('/api/v1/registration-schemes').expect(200);
    expect(answer.headers['cache-control']).toBe('public, max-age=300');
    schemes = answer.body as Scheme[];
  });
  afterAll(() => portal.stop());

  it('tell everybody, in three languages, how their numbers look', () => {
    expect(schemes.find(({ scheme }) => scheme === 'CN-USCC')).toMatchObject({ country: 'CN' });
    expect(schemes.find(({ scheme }) => scheme === 'LEI')).toMatchObject({ country: null });
    for (const { scheme, names, format } of schemes)
      for (const texts of [names, format])
        expect([scheme, new Set(LANGUAGES.map((language) => texts[language])).size]).toEqual([scheme, 3]);
  });

  it('are those that countries offer, and their examples are accepted', async () => {
    const countries = (await portal.api().get('/api/v1/countries')).body as { registrationSchemes: string[] }[];
    const offered = new Set(countries.flatMap(({ registrationSchemes }) => registrationSchemes));
    expect([...offered].filter((code) => !schemes.some(({ scheme }) => scheme === code))).toEqual([]);
    const person = await createPerson(portal);
    for (const { scheme, country, example } of schemes) {
      const { status, body } = await portal
        .api()
        .post('/api/v1/companies')
        .set('authorization', person.authorization)
        .send({
          legalName: { lang: 'en', text: `Example of ${scheme}` },
          country: country ?? 'CN',
          kind: 'firm',
          registrationNumbers: [{ scheme, number: example }],
        });
      expect([scheme, status, body.errors]).toEqual([scheme, 201, undefined]);
    }
  });
});
