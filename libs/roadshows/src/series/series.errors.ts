import { defineFieldError, defineProblem } from '@shuqiao/kernel';
import { constraintProblem } from '@shuqiao/platform';

export const ALREADY_IN_SERIES = defineProblem('ALREADY_IN_SERIES', 409, {
  zh: '该活动已属于一个系列。',
  ru: 'Мероприятие уже входит в серию.',
  en: 'The roadshow belongs to a series already.',
});
export const TOO_MANY_DATES = defineProblem('TOO_MANY_DATES', 409, {
  zh: '一次最多新增 {limit} 场活动，请选择较早的截止日期。',
  ru: 'За один раз можно добавить не более {limit} мероприятий: выберите более раннюю дату.',
  en: 'At most {limit} roadshows can be added at a time; choose an earlier date.',
});

export const NOT_A_RULE = defineFieldError('not_a_rule', {
  zh: '应为 RFC 5545 重复规则，例如 {example}。',
  ru: 'Ожидается правило повторения RFC 5545, например {example}.',
  en: 'This is not a recurrence rule of RFC 5545 such as {example}.',
});
export const TOO_FAR_AHEAD = defineFieldError('too_far_ahead', {
  zh: '不得晚于 {last}。',
  ru: 'Не позднее {last}.',
  en: 'This may be {last} at the latest.',
});

constraintProblem('roadshow_series_roadshow_id_key', ALREADY_IN_SERIES);
