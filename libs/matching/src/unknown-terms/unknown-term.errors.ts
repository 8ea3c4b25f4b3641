import { defineFieldError, defineProblem } from '@shuqiao/kernel';

export const UNKNOWN_TERM_NOT_OPEN = defineProblem('UNKNOWN_TERM_NOT_OPEN', 409, {
  zh: '该生词已处理（{status}）。',
  ru: 'По этому слову уже принято решение ({status}).',
  en: 'This word has been dealt with already ({status}).',
});
export const UNKNOWN_TERM_NOT_DISMISSED = defineProblem('UNKNOWN_TERM_NOT_DISMISSED', 409, {
  zh: '该生词未被忽略，当前状态为 {status}。',
  ru: 'Это слово не отклонено; текущее состояние — {status}.',
  en: 'This word has not been dismissed; it is {status}.',
});
export const UNKNOWN_TERM_NOT_TAUGHT = defineFieldError('unknown_term_not_taught', {
  zh: '所填说法中没有生词“{term}”。',
  ru: 'Среди форм нет неизвестного слова «{term}».',
  en: 'None of the forms is the unknown word “{term}”.',
});
export const EITHER_TERM_OR_ADDITION = defineFieldError('either_term_or_addition', {
  zh: '请填写新词条，或选择要补充说法的已有词条，二者择一。',
  ru: 'Укажите либо новый термин, либо существующий, к которому добавляется форма.',
  en: 'Give either a new term or the existing term that the form is added to.',
});
