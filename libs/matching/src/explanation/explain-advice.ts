import { interpolate, type Language, type LocalizedText } from '@shuqiao/kernel';
import type { Advice, AdviceKind } from '../score/advice';
import type { Factor, FactorCode } from '../score/factor';
import type { LabelOf } from './match-labels';

export interface ExplainedAdvice extends Advice {
  /** The name of the code. */
  readonly label: string;
  readonly text: string;
}

const SENTENCES: Readonly<Record<AdviceKind, LocalizedText>> = {
  capability: {
    zh: '如具备该能力，可补充到资料中：{item}。',
    ru: 'Если у вас есть такая компетенция, добавьте её в профиль: {item}.',
    en: 'If you can do this, add the capability: {item}.',
  },
  evidence: {
    zh: '可为该能力补充佐证（产品、标杆案例）：{item}。',
    ru: 'Подтвердите компетенцию продуктом и реализованным проектом: {item}.',
    en: 'Show a product and a reference case for this capability: {item}.',
  },
  reference_case: {
    zh: '如在当地做过同类项目，可添加标杆案例：{item}。',
    ru: 'Если вы уже реализовали похожий проект в этой стране, добавьте его: {item}.',
    en: 'If you have finished similar work there, add the reference case: {item}.',
  },
  target_country: {
    zh: '如有意开拓该市场，可列为目标市场：{item}。',
    ru: 'Если вам интересен этот рынок, укажите его среди целевых: {item}.',
    en: 'If you want to work there, name it as a target market: {item}.',
  },
  language: {
    zh: '如能用该语言沟通，可在资料中注明：{item}。',
    ru: 'Если вы работаете на этом языке, укажите его в профиле: {item}.',
    en: 'If you work in this language, say so: {item}.',
  },
  certificate: {
    zh: '如持有该证书，可补充到资料中：{item}。',
    ru: 'Если у вас есть этот сертификат, добавьте его в профиль: {item}.',
    en: 'If you hold this certificate, add it: {item}.',
  },
};

/** Under which factor the code of an advice has its name. */
const FACTORS: Readonly<Record<AdviceKind, FactorCode>> = {
  capability: 'capability',
  evidence: 'capability',
  reference_case: 'country',
  target_country: 'country',
  language: 'language',
  certificate: 'certificates',
};

/** Says an advice in the reader's language. */
export function explainAdvice(advice: Advice, language: Language, labelOf: LabelOf): ExplainedAdvice {
  const label = labelOf(FACTORS[advice.kind], advice.code);
  return { ...advice, label, text: interpolate(SENTENCES[advice.kind][language], { item: label }) };
}

/** What names have to be looked up for. */
export function namedInAdvice(advice: readonly Advice[]): Pick<Factor, 'code' | 'met' | 'missing'>[] {
  return advice.map(({ kind, code }) => ({ code: FACTORS[kind], met: [], missing: [code] }));
}
