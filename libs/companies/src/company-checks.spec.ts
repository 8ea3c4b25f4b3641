import { checksTouchedBy, COMPANY_CHECKS, requiredChecks } from './company-checks';
import type { LegalIdentity } from './company.types';

const NOW: LegalIdentity = {
  legalName: { lang: 'zh', text: '数桥' },
  country: 'CN',
  registrationNumbers: [{ scheme: 'CN-USCC', number: '91110108MA01ABCD2H' }],
};

describe('the checks of a company', () => {
  it.each([
    ['nothing', {}, []],
    ['the name', { legalName: { lang: 'zh', text: '新数桥' } }, ['register']],
    ['the country', { country: 'KZ' }, ['register', 'authority']],
    ['a number', { registrationNumbers: [] }, ['register', 'authority']],
  ])('that a change of %s touches', (_name, change, expected) => {
    expect(checksTouchedBy(NOW, { ...NOW, ...change })).toEqual(expected);
  });

  it('are all asked for unless some are named, without what only readers need', () => {
    expect(requiredChecks().map(({ check }) => check)).toEqual(COMPANY_CHECKS.map(({ check }) => check));
    expect(requiredChecks(['contact', 'gone'])).toEqual([
      { check: 'contact', title: expect.any(Object), restsOn: ['contacts'], validMonths: 12 },
    ]);
  });
});
