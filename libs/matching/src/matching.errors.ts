import { defineFieldError } from '@shuqiao/kernel';

export const MATCH_WEIGHTS_EMPTY = defineFieldError('match_weights_empty', {
  zh: '至少有一项权重须大于 0。',
  ru: 'Хотя бы один вес должен быть больше нуля.',
  en: 'At least one weight must be above 0.',
});
