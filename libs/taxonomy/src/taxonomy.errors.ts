import { defineFieldError, defineProblem } from '@shuqiao/kernel';
import { constraintProblem } from '@shuqiao/platform';

export const UNKNOWN_CONCEPT = defineFieldError('unknown_concept', {
  zh: '分类体系中没有“{code}”，或该概念已停用。',
  ru: 'В классификаторе нет понятия «{code}» либо оно выведено из употребления.',
  en: 'The taxonomy has no concept “{code}”, or it has been retired.',
});
export const NOT_A_PARTICIPANT = defineFieldError('not_a_participant', {
  zh: '该国家目前不是上合组织成员国或伙伴国。',
  ru: 'Эта страна сейчас не является государством-членом или партнёром ШОС.',
  en: 'This country is not a member or partner of the SCO at present.',
});
export const UNKNOWN_CURRENCY = defineFieldError('unknown_currency', {
  zh: '不支持该币种。',
  ru: 'Эта валюта не поддерживается.',
  en: 'This currency is not supported.',
});
export const UNKNOWN_LANGUAGE = defineFieldError('unknown_language', {
  zh: '不支持该语言。',
  ru: 'Этот язык не поддерживается.',
  en: 'This language is not supported.',
});
export const CONCEPT_EXISTS = defineProblem('CONCEPT_EXISTS', 409, {
  zh: '该代码已被使用。',
  ru: 'Понятие с таким кодом уже есть.',
  en: 'There is already a concept with this code.',
});
export const CONCEPT_IN_USE = defineProblem('CONCEPT_IN_USE', 409, {
  zh: '该概念仍有未停用的下级概念。',
  ru: 'У понятия есть действующие подчинённые понятия.',
  en: 'Concepts below this one are still in use.',
});
export const COUNTRY_STATUS_OVERLAPS = defineProblem('COUNTRY_STATUS_OVERLAPS', 409, {
  zh: '该国家在此期间已有其他身份记录。',
  ru: 'На этот период у страны уже указан другой статус.',
  en: 'The country already has a status in this period.',
});

export const COUNTRY_EXISTS = defineProblem('COUNTRY_EXISTS', 409, {
  zh: '该国家已在列表中。',
  ru: 'Эта страна уже есть в списке.',
  en: 'This country is on the list already.',
});

constraintProblem('countries_pkey', COUNTRY_EXISTS);
constraintProblem('concepts_pkey', CONCEPT_EXISTS);
constraintProblem('country_statuses_overlap_excl', COUNTRY_STATUS_OVERLAPS);
constraintProblem('country_statuses_pkey', COUNTRY_STATUS_OVERLAPS);
