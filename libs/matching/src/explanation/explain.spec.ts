import fc from 'fast-check';
import { LANGUAGES } from '@shuqiao/kernel';
import type { Pair } from '../score/factor';
import { capability, pair, pairs } from '../score/pair.fixture';
import { scoreMatch } from '../score/score';
import { DEFAULT_WEIGHTS } from '../score/weights';
import { explain } from './explain';

const names: Record<string, string> = {
  'ai.llm': '大模型',
  'cloud.iaas': '云主机',
  'cloud.paas': '云平台',
  KZ: '哈萨克斯坦',
  ru: '俄语',
};
const labelOf = (_factor: string, code: string) => names[code] ?? code;
const factorsOf = (one: Pair) => scoreMatch(one, DEFAULT_WEIGHTS).factors;
const whole = pair(
  {
    concepts: ['ai.llm', 'cloud.iaas', 'port.yard'],
    certificates: ['CMMI', 'EAC'],
    budgetUsd: 1_000_000,
    deadline: '2026-03-11T00:00:00.000Z',
  },
  {
    capabilities: [capability('ai.llm'), capability('cloud.paas')],
    referenceCountries: ['KZ'],
    references: [{ id: 'r', country: 'KZ', concepts: ['ai'] }],
    certificates: [{ scheme: 'CMMI', validUntil: null }],
  },
  {
    past: ['accepted'],
    text: {
      similarity: 0.5,
      met: [
        { code: 'вычислительная мощность', by: '算力', degree: 1 },
        { code: 'gpu', by: 'gpu', degree: 0.5 },
      ],
    },
  },
);

describe('the explanation of a match', () => {
  it('says in words what met and what is missing', () => {
    expect(factorsOf(whole).map((factor) => explain(factor, 'zh', labelOf).text)).toEqual([
      '能力完全对应：大模型。相近能力：需求“云主机”，企业“云平台”。资料中未体现：port.yard。',
      '双方文字相通之处：“вычислительная мощность”与“算力”、gpu。',
      '在当地有标杆案例：哈萨克斯坦。已列为目标市场：哈萨克斯坦。',
      '可直接沟通的语言：俄语。',
      '持有所需证书：CMMI。需求提及、资料中未见的有效证书：EAC。',
      '企业规模与预算相称。',
      '距截止日期还有 10 天。',
      '有同类标杆案例：哈萨克斯坦。',
      '双方曾达成合作意向。',
    ]);
  });

  it('says who judged the meaning, and how alike it is', () => {
    const told = (by: 'model' | 'built_in', likeness: number) =>
      LANGUAGES.map((language) => {
        const factor = factorsOf(pair({}, {}, { meaning: { by, likeness } })).find(({ code }) => code === 'semantic');
        return factor && explain(factor, language, labelOf).text;
      });
    expect(told('model', 0.5)).toEqual([
      '语言模型比对双方文字：含义非常接近。',
      'Языковая модель сравнила тексты: смысл очень близок.',
      'A language model compared the two texts: very close in meaning.',
    ]);
    expect(told('built_in', 0.2)).toEqual([
      '语言模型尚未读取双方文字，按系统内置方法比对：含义部分接近。',
      'Языковая модель ещё не прочла оба текста; по встроенному сравнению: смысл отчасти близок.',
      'The language model has not read both texts yet; by the built-in comparison: partly alike in meaning.',
    ]);
    expect([told('model', 0.3)[2], told('model', -1)[2]]).toEqual([
      'A language model compared the two texts: close in meaning.',
      'A language model compared the two texts: not much alike in meaning.',
    ]);
  });

  it.each(LANGUAGES)('has a title and a text for every factor, whatever the pair: %s', (language) => {
    fc.assert(
      fc.property(pairs, (one) => {
        for (const factor of factorsOf(one)) {
          // Nothing wanted in a language that is known is nothing to speak of.
          if (factor.code === 'language' && !factor.met.length && !factor.missing.length) continue;
          const explained = explain(factor, language, labelOf);
          expect(explained.title).not.toBe('');
          expect([factor.code, explained.text]).not.toEqual([factor.code, '']);
          expect(explained.text).not.toMatch(/[{}]/);
        }
      }),
    );
  });

  it('keeps the figures and names each code', () => {
    const [factor] = factorsOf(whole);
    if (!factor) throw new Error('no factor');
    const explained = explain(factor, 'zh', labelOf);
    expect(explained).toMatchObject({ share: factor.share, weight: factor.weight, value: factor.value });
    expect(explained.met[1]).toEqual({
      code: 'cloud.iaas',
      by: 'cloud.paas',
      degree: 0.24,
      label: '云主机',
      byLabel: '云平台',
    });
    expect(explained.missing).toEqual([{ code: 'port.yard', label: 'port.yard' }]);
  });

  it('says when there is no shared language, and when English helps', () => {
    const text = (languages: string[]) => {
      const factor = factorsOf(pair({}, { languages })).find(({ code }) => code === 'language');
      return factor && explain(factor, 'en', labelOf).text;
    };
    expect(text(['zh'])).toBe('No shared language; an interpreter may be needed: 俄语.');
    expect(text(['en'])).toBe('English can serve as a bridge.');
  });
});
