import { defineFieldError } from './problem';

/** The field errors that any context may answer; those of one context stand in its own `*.errors.ts`. */
export const REQUIRED = defineFieldError('required', {
  zh: '必填项。',
  ru: 'Обязательное поле.',
  en: 'This field is required.',
});
export const UNKNOWN_FIELD = defineFieldError('unknown_field', {
  zh: '不支持该字段。',
  ru: 'Такого поля нет.',
  en: 'There is no such field.',
});
export const WRONG_TYPE = defineFieldError('wrong_type', {
  zh: '类型有误，应为 {expected}。',
  ru: 'Неверный тип значения, ожидается {expected}.',
  en: 'The value has the wrong type; expected {expected}.',
});
export const TOO_LONG = defineFieldError('too_long', {
  zh: '内容过长，上限为 {max}。',
  ru: 'Слишком длинное значение, предел — {max}.',
  en: 'This is too long; the limit is {max}.',
});
export const TOO_SHORT = defineFieldError('too_short', {
  zh: '内容过短，下限为 {min}。',
  ru: 'Слишком короткое значение, минимум — {min}.',
  en: 'This is too short; the minimum is {min}.',
});
export const TOO_SMALL = defineFieldError('too_small', {
  zh: '数值不得小于 {min}。',
  ru: 'Значение не может быть меньше {min}.',
  en: 'The value must be at least {min}.',
});
export const TOO_LARGE = defineFieldError('too_large', {
  zh: '数值不得大于 {max}。',
  ru: 'Значение не может быть больше {max}.',
  en: 'The value must be at most {max}.',
});
export const NOT_ALLOWED = defineFieldError('not_allowed', {
  zh: '取值不在允许范围内：{allowed}。',
  ru: 'Недопустимое значение. Возможные варианты: {allowed}.',
  en: 'This value is not one of: {allowed}.',
});
export const MALFORMED = defineFieldError('malformed', {
  zh: '格式不正确，应为 {expected}。',
  ru: 'Неверный формат, ожидается {expected}.',
  en: 'This is not in the right form; expected {expected}.',
});
export const DUPLICATE = defineFieldError('duplicate', {
  zh: '存在重复项。',
  ru: 'Значения не должны повторяться.',
  en: 'Values must not be repeated.',
});
export const UNKNOWN_REFERENCE = defineFieldError('unknown_reference', {
  zh: '所引用的内容不存在。',
  ru: 'Указанный объект не существует.',
  en: 'This refers to something that does not exist.',
});
export const MUST_BE_FUTURE = defineFieldError('must_be_future', {
  zh: '必须是将来的时间。',
  ru: 'Должно быть в будущем.',
  en: 'This must lie in the future.',
});
export const MUST_BE_LATER = defineFieldError('must_be_later', {
  zh: '必须晚于 {other}。',
  ru: 'Должно быть позже, чем {other}.',
  en: 'This must be later than {other}.',
});
