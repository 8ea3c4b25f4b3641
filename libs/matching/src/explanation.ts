import { interpolate, type Language, type LocalizedText } from '@shuqiao/kernel';
import type { Factor, FactorCode, Met } from './features';
import type { LabelOf } from './match-labels';
import { BRIDGE_DEGREE } from './score';

/** A factor with the names of its codes and sentences for the reader. */
export interface ExplainedFactor extends Omit<Factor, 'met' | 'missing'> {
  readonly title: string;
  /** What met and what is missing, in words. */
  readonly text: string;
  readonly met: readonly (Met & { readonly label: string; readonly byLabel: string })[];
  readonly missing: readonly { readonly code: string; readonly label: string }[];
}

const TITLES: Readonly<Record<FactorCode, LocalizedText>> = {
  concepts: { zh: '能力', ru: 'Компетенции', en: 'Capabilities' },
  country: { zh: '国家', ru: 'Страна', en: 'Country' },
  language: { zh: '语言', ru: 'Язык', en: 'Language' },
};

const SENTENCES = {
  same: { zh: '能力完全对应：{list}。', ru: 'Полностью совпадает: {list}.', en: 'Exactly what is asked for: {list}.' },
  near: { zh: '相近能力：{list}。', ru: 'Близкие компетенции: {list}.', en: 'Close to what is asked for: {list}.' },
  pair: { zh: '需求“{code}”，企业“{by}”', ru: 'нужно «{code}», есть «{by}»', en: '“{code}” asked for, “{by}” offered' },
  lacking: {
    zh: '资料中未体现：{list}。',
    ru: 'В профиле не указано: {list}.',
    en: 'Not shown in the profile: {list}.',
  },
  reference: {
    zh: '在当地有标杆案例：{list}。',
    ru: 'Есть реализованные проекты в стране: {list}.',
    en: 'Has a reference case there: {list}.',
  },
  location: {
    zh: '注册地即需求所在国：{list}。',
    ru: 'Зарегистрирована в стране заказчика: {list}.',
    en: 'Is registered there: {list}.',
  },
  target: {
    zh: '已列为目标市场：{list}。',
    ru: 'Указана как целевой рынок: {list}.',
    en: 'Names it as a target market: {list}.',
  },
  elsewhere: {
    zh: '尚未显示与当地的联系：{list}。',
    ru: 'Проекты и планы в этой стране не указаны: {list}.',
    en: 'Shows no link to the country yet: {list}.',
  },
  shared: { zh: '可直接沟通的语言：{list}。', ru: 'Общие языки: {list}.', en: 'Shared languages: {list}.' },
  bridge: { zh: '可用英语沟通。', ru: 'Можно общаться на английском.', en: 'English can serve as a bridge.' },
  unshared: {
    zh: '没有共同语言，可能需要翻译：{list}。',
    ru: 'Общего языка нет, может понадобиться переводчик: {list}.',
    en: 'No shared language; an interpreter may be needed: {list}.',
  },
} as const satisfies Record<string, LocalizedText>;

/** Says a factor in the reader's language, from its codes alone. */
export function explain(factor: Factor, language: Language, labelOf: LabelOf): ExplainedFactor {
  const label = (code: string) => labelOf(factor.code, code);
  const say: Say = (sentence, items) => {
    if (!items.length) return [];
    return [interpolate(SENTENCES[sentence][language], { list: items.join(language === 'zh' ? '、' : ', ') })];
  };
  const sentences = { concepts: concepts, country: country, language: languages }[factor.code](
    factor,
    label,
    say,
    language,
  );
  return {
    ...factor,
    title: TITLES[factor.code][language],
    text: sentences.join(language === 'zh' ? '' : ' '),
    met: factor.met.map((item) => ({ ...item, label: label(item.code), byLabel: label(item.by) })),
    missing: factor.missing.map((code) => ({ code, label: label(code) })),
  };
}

type Say = (sentence: keyof typeof SENTENCES, items: readonly string[]) => string[];
type Label = (code: string) => string;

function concepts({ met, missing }: Factor, label: Label, say: Say, language: Language): string[] {
  const near = met.filter(({ degree }) => degree < 1);
  return [
    ...say(
      'same',
      met.filter(({ degree }) => degree === 1).map(({ code }) => label(code)),
    ),
    ...say(
      'near',
      near.map(({ code, by }) => interpolate(SENTENCES.pair[language], { code: label(code), by: label(by) })),
    ),
    ...say('lacking', missing.map(label)),
  ];
}

function country({ met, missing }: Factor, label: Label, say: Say): string[] {
  const by = (evidence: string) => met.filter((item) => item.by === evidence).map(({ code }) => label(code));
  return [
    ...say('reference', by('reference')),
    ...say('location', by('location')),
    ...say('target', by('target')),
    ...say('elsewhere', missing.map(label)),
  ];
}

function languages({ met, missing, value }: Factor, label: Label, say: Say): string[] {
  if (value === BRIDGE_DEGREE)
    return say(
      'bridge',
      met.map(({ code }) => label(code)),
    );
  return met.length
    ? say(
        'shared',
        met.map(({ code }) => label(code)),
      )
    : say('unshared', missing.map(label));
}
