import { defineFieldError, defineProblem } from '@shuqiao/kernel';
import { constraintProblem } from '@shuqiao/platform';

export const REVIEW_ALREADY_OPEN = defineProblem('REVIEW_ALREADY_OPEN', 409, {
  zh: '该内容已在审核中。',
  ru: 'Этот объект уже находится на рассмотрении.',
  en: 'This is already under review.',
});
export const REVIEW_ALREADY_CLAIMED = defineProblem('REVIEW_ALREADY_CLAIMED', 409, {
  zh: '该审核单已由其他同事领取。',
  ru: 'Это дело уже взял в работу другой сотрудник.',
  en: 'A colleague has already claimed this review case.',
});
export const REVIEW_NOT_CLAIMED = defineProblem('REVIEW_NOT_CLAIMED', 409, {
  zh: '只有领取该审核单的人员才能执行此操作。',
  ru: 'Это может сделать только сотрудник, взявший дело в работу.',
  en: 'Only the person who has claimed this review case can do this.',
});
export const REVIEW_CLOSED = defineProblem('REVIEW_CLOSED', 409, {
  zh: '该审核单已结案或已撤回。',
  ru: 'Дело уже закрыто: решение принято или заявка отозвана.',
  en: 'This review case has already been decided or withdrawn.',
});
export const REVIEW_NOT_AWAITING_SECOND = defineProblem('REVIEW_NOT_AWAITING_SECOND', 409, {
  zh: '该审核单当前不需要复核。',
  ru: 'Это дело сейчас не ожидает второго решения.',
  en: 'This review case is not waiting for a second decision.',
});
export const REVIEW_AWAITING_SECOND = defineProblem('REVIEW_AWAITING_SECOND', 409, {
  zh: '该审核单正在等待复核。',
  ru: 'По этому делу ожидается второе решение.',
  en: 'This review case is waiting for a second decision.',
});
export const REVIEW_CHECKS_MISSING = defineProblem('REVIEW_CHECKS_MISSING', 409, {
  zh: '必查项尚未全部核查通过，不能批准。请补充核查结论。',
  ru: 'Одобрить нельзя: не по всем обязательным проверкам есть действующий положительный результат.',
  en: 'This cannot be approved yet: each required check needs a finding that passed and still holds, and none may have failed.',
});
export const REVIEW_OWN_SUBMISSION = defineProblem('REVIEW_OWN_SUBMISSION', 403, {
  zh: '不得审核本人提交的内容或本人所属企业的内容。',
  ru: 'Нельзя рассматривать собственные заявки и заявки компании, в которой вы состоите.',
  en: 'You cannot review what you submitted yourself or what belongs to a company you are a member of.',
});
export const REVIEW_SAME_REVIEWER = defineProblem('REVIEW_SAME_REVIEWER', 403, {
  zh: '复核须由另一位审核人员完成。',
  ru: 'Второе решение должен принять другой сотрудник.',
  en: 'The second decision has to be made by somebody else.',
});
export const DUPLICATE_TEMPLATE = defineFieldError('duplicate_template', {
  zh: '该模板代码已被使用。',
  ru: 'Шаблон с таким кодом уже есть.',
  en: 'A template with this code already exists.',
});

export const FINDING_HOLDS_TOO_LONG = defineFieldError('finding_holds_too_long', {
  zh: '该核查结论的有效期最晚至 {max}。',
  ru: 'Результат этой проверки может действовать не дольше чем до {max}.',
  en: 'A finding of this check can hold until {max} at the latest.',
});

constraintProblem('review_cases_one_open_key', REVIEW_ALREADY_OPEN);
constraintProblem('review_cases_own_submission_check', REVIEW_OWN_SUBMISSION);
constraintProblem('review_cases_second_check', REVIEW_SAME_REVIEWER);
