import { placesOf } from './lexicon-forms';

describe('the places of forms', () => {
  it('name each form by its pointer', () => {
    expect(placesOf({ zh: ['港口'], ru: [], en: ['port', 'ports'] }, '/term/forms')).toMatchObject([
      { pointer: '/term/forms/zh/0', language: 'zh', form: '港口', key: '港口' },
      { pointer: '/term/forms/en/0', key: 'port' },
      { pointer: '/term/forms/en/1', key: 'port' },
    ]);
  });

  it('give no key to a form that grows beyond what is stored when it is folded', () => {
    expect(placesOf({ zh: [], ru: [], en: ['\ufdfa'.repeat(100)] })).toMatchObject([{ key: null }]);
  });
});
