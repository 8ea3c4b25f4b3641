import { Company } from './company.entity';
import { COMPANY_STATUSES, type CompanyStatus } from './company.types';

const NOW = new Date('2026-03-01T00:00:00Z');

function companyIn(status: CompanyStatus): Company {
  const values = { id: 'c', country: 'CN', kind: 'firm' as const, legalName: 'A', legalNameLang: 'zh', createdBy: 'a' };
  return Object.assign(Company.draft(values, NOW), { status });
}

describe('the states of a company', () => {
  const from = (
    allowed: readonly CompanyStatus[],
    act: (company: Company) => void,
    to: CompanyStatus,
    code: string,
  ) => {
    for (const status of COMPANY_STATUSES) {
      const company = companyIn(status);
      if (!allowed.includes(status)) {
        expect(() => act(company)).toThrow(expect.objectContaining({ kind: expect.objectContaining({ code }) }));
        expect(company).toMatchObject({ status, version: 1 });
        continue;
      }
      act(company);
      expect(company).toMatchObject({ status: to, version: 2 });
    }
  };

  it('submits drafts and returned companies', () => {
    from(['draft', 'returned'], (company) => company.submit(NOW), 'submitted', 'COMPANY_NOT_SUBMITTABLE');
  });

  it('suspends verified companies', () => {
    from(['verified'], (company) => company.suspend('why', NOW), 'suspended', 'COMPANY_NOT_SUSPENDABLE');
  });

  it('reinstates suspended companies', () => {
    from(['suspended'], (company) => company.reinstate(NOW), 'verified', 'COMPANY_NOT_SUSPENDED');
  });

  it('lets every company leave but a draft, once', () => {
    const present = COMPANY_STATUSES.filter((status) => status !== 'draft' && status !== 'withdrawn');
    from(present, (company) => company.withdraw(NOW), 'withdrawn', 'COMPANY_NOT_WITHDRAWABLE');
  });

  it('deletes only what was never submitted, and adds nothing to what has left', () => {
    const passing = (ask: (company: Company) => void) =>
      COMPANY_STATUSES.filter((status) => {
        try {
          ask(companyIn(status));
          return true;
        } catch {
          return false;
        }
      });
    expect(passing((company) => company.requireNeverSubmitted())).toEqual(['draft']);
    const absent = COMPANY_STATUSES.filter(
      (status) => !passing((company) => company.requirePresent()).includes(status),
    );
    expect(absent).toEqual(['withdrawn']);
  });

  it('concludes only what is submitted, and says so', () => {
    for (const status of COMPANY_STATUSES) {
      expect(companyIn(status).conclude('verified', NOW)).toBe(status === 'submitted');
    }
  });

  it('is edited as a draft, returned or verified', () => {
    const editable = COMPANY_STATUSES.filter((status) => {
      try {
        companyIn(status).requireEditable();
        return true;
      } catch {
        return false;
      }
    });
    expect(editable).toEqual(['draft', 'verified', 'returned']);
  });
});
