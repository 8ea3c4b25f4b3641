import { canonicalJson, type Language, type LocalizedText } from '@shuqiao/kernel';
import type { RequiredCheck } from '@shuqiao/moderation';
import type { LegalIdentity } from './company.types';

/** Something that is checked before a company counts as verified, and again when what was found has run out. */
export interface CompanyCheckKind extends RequiredCheck {
  readonly validMonths: number;
  /** What is true of the company once the check has passed. */
  readonly meaning: LocalizedText;
}

/** What the secretariat checks about every company. The codes stand in the database: they never change. */
export const COMPANY_CHECKS: readonly CompanyCheckKind[] = [
  {
    check: 'register',
    title: { zh: '官方登记信息', ru: 'Запись в официальном реестре', en: 'Entry in the official register' },
    meaning: {
      zh: '在登记机关可查到该机构，名称、注册号与所填一致，且处于存续状态。',
      ru: 'Организация числится в официальном реестре под этим наименованием и номером и является действующей.',
      en: 'The organisation is listed in the official register under this name and number, and is active.',
    },
    restsOn: ['legalName', 'country', 'registrationNumbers'],
    validMonths: 24,
  },
  {
    check: 'authority',
    title: { zh: '代表人授权', ru: 'Полномочия представителя', en: 'Authority of the representative' },
    meaning: {
      zh: '在平台上代表该机构操作的人员已获得相应授权。',
      ru: 'Представитель, действующий на портале от имени организации, имеет на это полномочия.',
      en: 'Whoever acts for the organisation on the portal is entitled to do so.',
    },
    restsOn: ['country', 'registrationNumbers', 'owners'],
    validMonths: 24,
  },
  {
    check: 'contact',
    title: { zh: '联系方式', ru: 'Контактные данные', en: 'Contact details' },
    meaning: {
      zh: '通过所留联系方式可以联系到该机构。',
      ru: 'По указанным контактным данным с организацией можно связаться.',
      en: 'The organisation can be reached by the contact details given.',
    },
    restsOn: ['contacts'],
    validMonths: 12,
  },
];

/** Those checks, for a review; all of them when no codes are given. */
export function requiredChecks(codes?: readonly string[]): RequiredCheck[] {
  return COMPANY_CHECKS.filter(({ check }) => !codes || codes.includes(check)).map(
    ({ check, title, restsOn, validMonths }) => ({ check, title, restsOn, validMonths }),
  );
}

/** What checks are called, as a list in each language; codes that are no checks of every company are left out. */
export function titlesOf(codes: readonly string[]): LocalizedText {
  const titles = COMPANY_CHECKS.filter(({ check }) => codes.includes(check)).map(({ title }) => title);
  const list = (language: Language) => titles.map((title) => title[language]).join(language === 'zh' ? '、' : '; ');
  return { zh: list('zh'), ru: list('ru'), en: list('en') };
}

/** The codes of the checks that rest on something which differs between two legal identities. */
export function checksTouchedBy(current: LegalIdentity, wanted: LegalIdentity): string[] {
  const members = ['legalName', 'country', 'registrationNumbers'] as const;
  const changed = members.filter((name) => canonicalJson(current[name]) !== canonicalJson(wanted[name]));
  return COMPANY_CHECKS.filter(({ restsOn }) => changed.some((name) => restsOn.includes(name))).map(
    ({ check }) => check,
  );
}
