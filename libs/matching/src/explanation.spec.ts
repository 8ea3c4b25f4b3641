import { LANGUAGES } from '@shuqiao/kernel';
import { explain } from './explanation';
import type { CompanyFeatures, DemandFeatures } from './features';
import { scoreMatch } from './score';

const demand: DemandFeatures = {
  companyId: 'buyer',
  country: 'KZ',
  textLanguages: ['ru'],
  countryLanguages: ['kk', 'ru'],
  concepts: ['ai.llm', 'cloud.iaas', 'port.yard'],
};
const company: CompanyFeatures = {
  companyId: 'seller',
  country: 'CN',
  targetCountries: ['KZ'],
  referenceCountries: ['KZ'],
  languages: ['ru'],
  concepts: ['ai.llm', 'cloud.paas'],
};
const names: Record<string, string> = {
  'ai.llm': '大模型',
  'cloud.iaas': '云主机',
  'cloud.paas': '云平台',
  KZ: '哈萨克斯坦',
  ru: '俄语',
};
const labelOf = (_factor: string, code: string) => names[code] ?? code;

describe('the explanation of a match', () => {
  it('says in words what met and what is missing', () => {
    const texts = scoreMatch(demand, company).factors.map((factor) => explain(factor, 'zh', labelOf).text);
    expect(texts).toEqual([
      '能力完全对应：大模型。相近能力：需求“云主机”，企业“云平台”。资料中未体现：port.yard。',
      '在当地有标杆案例：哈萨克斯坦。已列为目标市场：哈萨克斯坦。',
      '可直接沟通的语言：俄语。',
    ]);
  });

  it.each(LANGUAGES)('has a title and a text for every factor, whatever the pair: %s', (language) => {
    const pairs: CompanyFeatures[] = [
      company,
      { ...company, concepts: [], targetCountries: [], referenceCountries: [], languages: [] },
      { ...company, country: 'KZ', languages: ['en'] },
      { ...company, languages: ['kk'] },
    ];
    for (const pair of pairs) {
      for (const factor of scoreMatch(demand, pair).factors) {
        const explained = explain(factor, language, labelOf);
        expect(explained.title).not.toBe('');
        expect(explained.text).not.toBe('');
        expect(explained.text).not.toMatch(/[{}]/);
      }
    }
  });

  it('keeps the figures and names each code', () => {
    const [factor] = scoreMatch(demand, company).factors;
    if (!factor) throw new Error('no factor');
    const explained = explain(factor, 'zh', labelOf);
    expect(explained).toMatchObject({ share: factor.share, weight: factor.weight, value: factor.value });
    expect(explained.met[1]).toEqual({
      code: 'cloud.iaas',
      by: 'cloud.paas',
      degree: 0.3,
      label: '云主机',
      byLabel: '云平台',
    });
    expect(explained.missing).toEqual([{ code: 'port.yard', label: 'port.yard' }]);
  });

  it('says when there is no shared language, and when English helps', () => {
    const text = (languages: string[]) => {
      const factor = scoreMatch(demand, { ...company, languages }).factors[2];
      return factor && explain(factor, 'en', labelOf).text;
    };
    expect(text(['zh'])).toBe('No shared language; an interpreter may be needed: 俄语.');
    expect(text(['en'])).toBe('English can serve as a bridge.');
  });
});
