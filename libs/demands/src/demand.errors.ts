import { defineFieldError, defineProblem } from '@shuqiao/kernel';
import { constraintProblem, FILE_IN_USE } from '@shuqiao/platform';

export const DEMAND_NOT_EDITABLE = defineProblem('DEMAND_NOT_EDITABLE', 409, {
  zh: '当前状态（{status}）下的需求不可编辑。',
  ru: 'В текущем состоянии ({status}) потребность нельзя изменить.',
  en: 'A demand in this state ({status}) cannot be edited.',
});
export const DEMAND_NOT_SUBMITTABLE = defineProblem('DEMAND_NOT_SUBMITTABLE', 409, {
  zh: '当前状态（{status}）下的需求不可提交审核。',
  ru: 'В текущем состоянии ({status}) потребность нельзя отправить на рассмотрение.',
  en: 'A demand in this state ({status}) cannot be submitted for review.',
});
export const DEMAND_NOT_DELETABLE = defineProblem('DEMAND_NOT_DELETABLE', 409, {
  zh: '只有草稿可以删除；该需求当前状态为 {status}。',
  ru: 'Удалить можно только черновик; текущее состояние потребности — {status}.',
  en: 'Only a draft can be deleted; this demand is {status}.',
});
export const DEMAND_COMPANY_SUSPENDED = defineProblem('DEMAND_COMPANY_SUSPENDED', 409, {
  zh: '该需求发布方的认证已被暂停，目前无法提问或提交合作意向。',
  ru: 'Верификация организации, опубликовавшей эту потребность, приостановлена: пока нельзя ни задать вопрос, ни направить отклик.',
  en: 'The company that published this demand is suspended. For now, it takes no questions and no expressions of interest.',
});
export const DEMAND_NOT_OPEN = defineProblem('DEMAND_NOT_OPEN', 409, {
  zh: '该需求未在公开征集中，或已截止。',
  ru: 'Потребность не опубликована либо уже закрыта.',
  en: 'This demand is not open: it is not published, or it has closed.',
});
/** For everybody but its company, those that answered it, and staff. */
export const DEMAND_TAKEN_DOWN = defineProblem('DEMAND_TAKEN_DOWN', 410, {
  zh: '该需求已由秘书处下架。',
  ru: 'Эта потребность снята с публикации секретариатом.',
  en: 'The secretariat has taken this demand down.',
});
export const DEMAND_COMPANY_NOT_VERIFIED = defineProblem('DEMAND_COMPANY_NOT_VERIFIED', 409, {
  zh: '企业通过认证后方可执行此操作。',
  ru: 'Это действие доступно только верифицированной организации.',
  en: 'Only a verified company can do this.',
});
export const DEMAND_FROM_ELSEWHERE = defineProblem('DEMAND_FROM_ELSEWHERE', 409, {
  zh: '该需求收录自其他公开来源，发布方尚未入驻平台，请通过原始来源联系。',
  ru: 'Потребность взята из внешнего источника: её заказчика на портале нет. Ответьте на неё в первоисточнике.',
  en: 'This demand was taken from another source and its buyer is not on the portal. Please answer it at the source.',
});
export const DEMAND_AMENDMENT_PENDING = defineProblem('DEMAND_AMENDMENT_PENDING', 409, {
  zh: '该需求已有一项变更正在审核中。',
  ru: 'На рассмотрении уже находится другое изменение этой потребности.',
  en: 'Another amendment of this demand is still under review.',
});
export const DEMAND_AMENDMENT_EMPTY = defineProblem('DEMAND_AMENDMENT_EMPTY', 409, {
  zh: '变更内容与已发布的需求完全相同。',
  ru: 'Предлагаемые изменения ничего не меняют в опубликованной потребности.',
  en: 'The amendment changes nothing in the published demand.',
});
export const QUESTION_FROM_OWN_COMPANY = defineProblem('QUESTION_FROM_OWN_COMPANY', 409, {
  zh: '不能对本企业发布的需求提问。',
  ru: 'Нельзя задать вопрос по потребности собственной организации.',
  en: 'A company cannot ask about its own demand.',
});
export const QUESTION_ALREADY_ANSWERED = defineProblem('QUESTION_ALREADY_ANSWERED', 409, {
  zh: '该问题已有答复。',
  ru: 'На этот вопрос уже дан ответ.',
  en: 'This question has already been answered.',
});
export const QUESTION_ALREADY_HIDDEN = defineProblem('QUESTION_ALREADY_HIDDEN', 409, {
  zh: '该问题已被隐藏。',
  ru: 'Этот вопрос уже скрыт.',
  en: 'This question has already been hidden.',
});
export const TOO_MANY_QUESTIONS = defineProblem('TOO_MANY_QUESTIONS', 409, {
  zh: '贵企业对该需求的提问数量已达上限（30 个）。',
  ru: 'Ваша организация уже задала по этой потребности предельное число вопросов — 30.',
  en: 'Your company has already asked the most questions it may ask about this demand: 30.',
});

export const DEADLINE_TOO_SOON = defineFieldError('deadline_too_soon', {
  zh: '截止时间至少须在 24 小时之后。',
  ru: 'До крайнего срока должно оставаться не менее суток.',
  en: 'The deadline must be at least one day away.',
});
export const BUDGET_REVERSED = defineFieldError('budget_reversed', {
  zh: '预算下限不得高于上限。',
  ru: 'Нижняя граница бюджета не может превышать верхнюю.',
  en: 'The lower end of the budget must not exceed the upper end.',
});
export const BUDGET_CURRENCIES_DIFFER = defineFieldError('budget_currencies_differ', {
  zh: '预算上下限须使用同一币种。',
  ru: 'Границы бюджета должны быть указаны в одной валюте.',
  en: 'Both ends of the budget must be in the same currency.',
});
export const REQUIREMENT_MISSING = defineFieldError('requirement_missing', {
  zh: '至少需要一个需求项。',
  ru: 'Нужно указать хотя бы одно требование.',
  en: 'At least one requirement is needed.',
});
export const ALREADY_IN_THIS_LANGUAGE = defineFieldError('already_in_this_language', {
  zh: '该语言的文本已存在。',
  ru: 'Текст на этом языке уже есть.',
  en: 'There is already a text in this language.',
});

constraintProblem('demand_question_askers_number_check', TOO_MANY_QUESTIONS);
constraintProblem('demand_attachments_file_fkey', FILE_IN_USE);
constraintProblem('demand_amendments_one_pending_key', DEMAND_AMENDMENT_PENDING);
