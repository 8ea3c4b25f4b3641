import { defineFieldError } from '@shuqiao/kernel';

export const PERIOD_UPSIDE_DOWN = defineFieldError('period_upside_down', {
  zh: '开始日期不得晚于 {to}。',
  ru: 'Начало периода не может быть позже {to}.',
  en: 'The period must not begin after {to}.',
});

export const PERIOD_TOO_LONG = defineFieldError('period_too_long', {
  zh: '期间最长为 {days} 天。',
  ru: 'Наибольшая длительность периода в днях: {days}.',
  en: 'A period is at most {days} days long.',
});
