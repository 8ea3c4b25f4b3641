import { defineFieldError, defineProblem } from '@shuqiao/kernel';
import { constraintProblem } from '@shuqiao/platform';

export const FORM_TAKEN = defineFieldError('form_taken', {
  zh: '该说法已指向“{term}”。',
  ru: 'Эта форма уже ведёт к «{term}».',
  en: 'This form already leads to “{term}”.',
});
export const FORM_NOT_TELLING = defineFieldError('form_not_telling', {
  zh: '该说法过于笼统或过长，无法在文本中准确识别。',
  ru: 'По такой форме термин в тексте не найти: она слишком общая или слишком длинная.',
  en: 'A text cannot be read by this form: it is too general or too long.',
});
export const WRONG_SCRIPT = defineFieldError('wrong_script', {
  zh: '该说法所用文字与所属语言不符。',
  ru: 'Форма записана не тем письмом, которое принято в этом языке.',
  en: 'This form is not in the script of its language.',
});
export const TERM_WITHOUT_FORMS = defineFieldError('term_without_forms', {
  zh: '至少填写一种语言的一个说法。',
  ru: 'Укажите хотя бы одну форму на любом языке.',
  en: 'Give at least one form in one language.',
});
export const LEXICON_FORM_TAKEN = defineProblem('LEXICON_FORM_TAKEN', 409, {
  zh: '其中一个说法现已指向另一词条。',
  ru: 'Одна из форм теперь ведёт к другому термину.',
  en: 'One of the forms leads to another term by now.',
});
export const LEXICON_TERM_WITHDRAWN = defineProblem('LEXICON_TERM_WITHDRAWN', 409, {
  zh: '该词条已停用。',
  ru: 'Термин выведен из употребления.',
  en: 'This term has been withdrawn.',
});
export const LEXICON_TERM_NOT_WITHDRAWN = defineProblem('LEXICON_TERM_NOT_WITHDRAWN', 409, {
  zh: '该词条并未停用。',
  ru: 'Термин не выведен из употребления.',
  en: 'This term has not been withdrawn.',
});
export const LEXICON_FULL = defineProblem('LEXICON_FULL', 409, {
  zh: '人工添加的词条数量已达上限。',
  ru: 'Достигнут предел числа терминов, добавленных вручную.',
  en: 'No more terms can be added: the limit for terms added by staff has been reached.',
});

constraintProblem('lexicon_forms_staff_key', LEXICON_FORM_TAKEN);
constraintProblem('lexicon_state_staff_terms_check', LEXICON_FULL);
