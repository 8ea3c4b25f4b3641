import { changesBetween, isMaterial } from './demand-changes';
import type { DemandContent, Requirement } from './demand-content';

const CAMERAS: Requirement = {
  id: 'cameras',
  kind: 'lot',
  title: { lang: 'en', text: 'Cameras' },
  description: null,
  concepts: ['iot', 'ai'],
  quantity: '400',
  mandatory: true,
};
const GATES: Requirement = { ...CAMERAS, id: 'gates', title: { lang: 'en', text: 'Gates' } };
const BEFORE: DemandContent = {
  country: 'KZ',
  place: 'Aktau',
  title: { lang: 'en', text: 'Port' },
  titleTranslations: [],
  description: { lang: 'en', text: 'A port.' },
  descriptionTranslations: [],
  budget: { min: null, max: { amount: '100.00', currency: 'USD' } },
  deadline: '2027-01-01T00:00:00.000Z',
  attachments: [],
  requirements: [CAMERAS, GATES],
};

describe('the changes between two versions', () => {
  it('are none where both say the same in other words', () => {
    const same: DemandContent = {
      ...BEFORE,
      title: { text: 'Port', lang: 'en' },
      budget: { min: null, max: { currency: 'USD', amount: '100' } },
      deadline: '2027-01-01T05:00:00+05:00',
      requirements: [{ ...CAMERAS, concepts: ['ai', 'iot'] }, GATES],
    };
    expect(changesBetween(BEFORE, same)).toEqual([]);
  });

  it('name each member with what it was and is', () => {
    expect(changesBetween(BEFORE, { ...BEFORE, place: null, country: 'UZ' })).toEqual([
      { pointer: '/country', before: 'KZ', after: 'UZ' },
      { pointer: '/place', before: 'Aktau', after: null },
    ]);
  });

  it('name a requirement by its id: changed, added and taken out', () => {
    const added = { ...GATES, id: 'cranes' };
    const changes = changesBetween(BEFORE, { ...BEFORE, requirements: [added, { ...CAMERAS, quantity: null }] });
    expect(changes.map(({ pointer }) => pointer)).toEqual([
      '/requirements/cameras/quantity',
      '/requirements/gates',
      '/requirements/cranes',
    ]);
    expect(changes[0]).toEqual({ pointer: '/requirements/cameras/quantity', before: '400', after: null });
    expect(changes[1]).toMatchObject({ before: { id: 'gates' }, after: null });
    expect(changes[2]).toMatchObject({ before: null, after: { id: 'cranes' } });
  });

  it.each<[string, Partial<DemandContent>, boolean]>([
    ['title', { title: { lang: 'en', text: 'Dock' } }, false],
    ['a translation', { titleTranslations: [{ lang: 'zh', text: '港口' }] }, false],
    ['description', { description: null }, false],
    ['place', { place: null }, false],
    ['attachments', { attachments: [{ id: 'plan', name: 'plan.pdf', mediaType: 'application/pdf', size: 1 }] }, false],
    ['country', { country: 'UZ' }, true],
    ['budget', { budget: null }, true],
    ['deadline', { deadline: '2028-01-01T00:00:00Z' }, true],
    ['a requirement’s wording', { requirements: [CAMERAS, { ...GATES, title: { lang: 'en', text: 'Doors' } }] }, true],
    ['a requirement less', { requirements: [CAMERAS] }, true],
  ])('are material or not: %s', (_name, change, material) => {
    const changes = changesBetween(BEFORE, { ...BEFORE, ...change });
    expect(changes.length).toBeGreaterThan(0);
    expect(isMaterial(changes)).toBe(material);
  });
});
