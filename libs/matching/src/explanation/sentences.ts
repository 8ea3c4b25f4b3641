import type { LocalizedText } from '@shuqiao/kernel';
import type { FactorCode } from '../score/factor';

export const TITLES: Readonly<Record<FactorCode, LocalizedText>> = {
  capability: { zh: '能力', ru: 'Компетенции', en: 'Capabilities' },
  text: { zh: '文字内容', ru: 'Содержание текстов', en: 'Wording' },
  semantic: { zh: '语义', ru: 'Смысл текстов', en: 'Meaning' },
  country: { zh: '国家', ru: 'Страна', en: 'Country' },
  language: { zh: '语言', ru: 'Язык', en: 'Language' },
  certificates: { zh: '资质证书', ru: 'Сертификаты', en: 'Certificates' },
  size: { zh: '企业规模', ru: 'Масштаб', en: 'Size' },
  timing: { zh: '时间', ru: 'Сроки', en: 'Timing' },
  track_record: { zh: '过往业绩', ru: 'Опыт', en: 'Track record' },
  history: { zh: '合作经历', ru: 'История отношений', en: 'History' },
};

export const SENTENCES = {
  same: { zh: '能力完全对应：{list}。', ru: 'Полностью совпадает: {list}.', en: 'Exactly what is asked for: {list}.' },
  near: { zh: '相近能力：{list}。', ru: 'Близкие компетенции: {list}.', en: 'Close to what is asked for: {list}.' },
  pair: { zh: '需求“{code}”，企业“{by}”', ru: 'нужно «{code}», есть «{by}»', en: '“{code}” asked for, “{by}” offered' },
  lacking: {
    zh: '资料中未体现：{list}。',
    ru: 'В профиле не указано: {list}.',
    en: 'Not shown in the profile: {list}.',
  },
  words: { zh: '双方文字相通之处：{list}。', ru: 'Общее в текстах: {list}.', en: 'What the texts share: {list}.' },
  wordPair: { zh: '“{code}”与“{by}”', ru: '«{code}» — «{by}»', en: '“{code}” and “{by}”' },
  noWords: {
    zh: '双方文字中很少有相通之处。',
    ru: 'В текстах мало общего.',
    en: 'The texts have little in common.',
  },
  meaningByModel: {
    zh: '语言模型比对双方文字：{list}。',
    ru: 'Языковая модель сравнила тексты: {list}.',
    en: 'A language model compared the two texts: {list}.',
  },
  meaningBuiltIn: {
    zh: '语言模型尚未读取双方文字，按系统内置方法比对：{list}。',
    ru: 'Языковая модель ещё не прочла оба текста; по встроенному сравнению: {list}.',
    en: 'The language model has not read both texts yet; by the built-in comparison: {list}.',
  },
  meaningSame: { zh: '含义非常接近', ru: 'смысл очень близок', en: 'very close in meaning' },
  meaningNear: { zh: '含义接近', ru: 'смысл близок', en: 'close in meaning' },
  meaningPartly: { zh: '含义部分接近', ru: 'смысл отчасти близок', en: 'partly alike in meaning' },
  meaningFar: { zh: '含义相差较大', ru: 'по смыслу мало общего', en: 'not much alike in meaning' },
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
  unsaidCountries: {
    zh: '资料中未填写目标市场，也未列出境外案例。',
    ru: 'Целевые рынки и зарубежные проекты в профиле не указаны.',
    en: 'The profile names no target markets and no reference cases abroad.',
  },
  shared: { zh: '可直接沟通的语言：{list}。', ru: 'Общие языки: {list}.', en: 'Shared languages: {list}.' },
  bridge: { zh: '可用英语沟通。', ru: 'Можно общаться на английском.', en: 'English can serve as a bridge.' },
  unshared: {
    zh: '没有共同语言，可能需要翻译：{list}。',
    ru: 'Общего языка нет, может понадобиться переводчик: {list}.',
    en: 'No shared language; an interpreter may be needed: {list}.',
  },
  unsaidLanguages: {
    zh: '资料中未填写工作语言。',
    ru: 'Рабочие языки в профиле не указаны.',
    en: 'The profile does not say which languages it works in.',
  },
  certified: {
    zh: '持有所需证书：{list}。',
    ru: 'Есть нужные сертификаты: {list}.',
    en: 'Holds what is asked for: {list}.',
  },
  uncertified: {
    zh: '需求提及、资料中未见的有效证书：{list}。',
    ru: 'Упомянуты в запросе, но не подтверждены: {list}.',
    en: 'Named in the demand, not shown as valid: {list}.',
  },
  fits: {
    zh: '企业规模与预算相称。',
    ru: 'Масштаб компании соответствует бюджету.',
    en: 'The company’s size suits the budget.',
  },
  small: {
    zh: '与预算相比，企业规模偏小。',
    ru: 'Для такого бюджета компания невелика.',
    en: 'The company is small for this budget.',
  },
  large: {
    zh: '与企业规模相比，预算偏小。',
    ru: 'Для такой крупной компании бюджет невелик.',
    en: 'The budget is small for a company of this size.',
  },
  sizeUnknown: {
    zh: '资料中未填写员工人数。',
    ru: 'В профиле не указана численность сотрудников.',
    en: 'The profile does not say how many people work there.',
  },
  days: {
    zh: '距截止日期还有 {list} 天。',
    ru: 'Дней до окончания срока: {list}.',
    en: 'Days left until the deadline: {list}.',
  },
  record: {
    zh: '有同类标杆案例：{list}。',
    ru: 'Есть похожие проекты: {list}.',
    en: 'Has similar reference cases: {list}.',
  },
  newcomer: {
    zh: '新加入或规模较小的企业，业绩按中等水平计算。',
    ru: 'Новая или небольшая компания: опыт засчитан как средний.',
    en: 'A new or small company: its record counts as an average one.',
  },
  noRecord: {
    zh: '尚无同类标杆案例。',
    ru: 'Похожих проектов пока не показано.',
    en: 'Shows no similar reference case yet.',
  },
  accepted: {
    zh: '双方曾达成合作意向。',
    ru: 'Стороны уже договаривались о сотрудничестве.',
    en: 'The two have agreed to work together before.',
  },
  declined: {
    zh: '此前有一方曾表示不合适。',
    ru: 'Одна из сторон раньше уже отказывалась от сотрудничества.',
    en: 'One of the two has said before that the other does not fit.',
  },
  strangers: {
    zh: '双方尚无往来，不影响评分。',
    ru: 'Раньше не сотрудничали: на оценку не влияет.',
    en: 'The two have not dealt with each other; this neither helps nor harms.',
  },
} as const satisfies Record<string, LocalizedText>;
export type Sentence = keyof typeof SENTENCES;
