import { defineFieldError, defineProblem } from '@shuqiao/kernel';
import { constraintProblem, FILE_IN_USE } from '@shuqiao/platform';

export const EOI_ALREADY_EXISTS = defineProblem('EOI_ALREADY_EXISTS', 409, {
  zh: '贵单位对该需求已有一份有效的合作意向。',
  ru: 'У вашей организации уже есть действующий отклик на эту потребность.',
  en: 'Your company already has an expression of interest in this demand.',
});
export const EOI_OWN_DEMAND = defineProblem('EOI_OWN_DEMAND', 409, {
  zh: '不能对本单位发布的需求提交合作意向。',
  ru: 'Нельзя откликнуться на потребность собственной организации.',
  en: 'A company cannot express interest in its own demand.',
});
export const EOI_QUOTA_REACHED = defineProblem('EOI_QUOTA_REACHED', 409, {
  zh: '待答复的合作意向已达上限（{limit} 份）。请先等待答复，或撤回其中一份。',
  ru: 'Достигнут предел откликов, ожидающих ответа: {limit}. Дождитесь ответа или отзовите один из них.',
  en: 'You already have {limit} expressions of interest awaiting an answer. Wait for an answer or withdraw one of them.',
});
export const EOI_NOT_EDITABLE = defineProblem('EOI_NOT_EDITABLE', 409, {
  zh: '合作意向已发出，不能再修改或删除。',
  ru: 'Отклик уже отправлен: изменить или удалить его нельзя.',
  en: 'This expression of interest has been sent and can no longer be changed or deleted.',
});
export const EOI_NOT_SENDABLE = defineProblem('EOI_NOT_SENDABLE', 409, {
  zh: '只有草稿状态的合作意向才能发出。',
  ru: 'Отправить можно только черновик отклика.',
  en: 'Only a draft can be sent.',
});
export const EOI_NOT_WITHDRAWABLE = defineProblem('EOI_NOT_WITHDRAWABLE', 409, {
  zh: '该合作意向当前不能撤回：只有尚未答复的合作意向可以撤回。',
  ru: 'Этот отклик отозвать нельзя: отозвать можно только отклик, на который ещё не ответили.',
  en: 'This cannot be withdrawn: only an expression of interest that awaits an answer can.',
});
export const EOI_NOT_DECIDABLE = defineProblem('EOI_NOT_DECIDABLE', 409, {
  zh: '该合作意向当前不在等待答复的状态。',
  ru: 'Этот отклик сейчас не ожидает вашего ответа.',
  en: 'This expression of interest is not awaiting your answer.',
});
export const EOI_SENDER_SUSPENDED = defineProblem('EOI_SENDER_SUSPENDED', 409, {
  zh: '提交该合作意向的企业认证已被暂停，暂时不能接受。',
  ru: 'Верификация организации, приславшей отклик, приостановлена: принять его сейчас нельзя.',
  en: 'The company that sent this is suspended, so it cannot be accepted for now.',
});
export const EOI_NOT_TO_RECONFIRM = defineProblem('EOI_NOT_TO_RECONFIRM', 409, {
  zh: '该合作意向无需重新确认。',
  ru: 'Этот отклик не требует повторного подтверждения.',
  en: 'This expression of interest does not need to be reconfirmed.',
});
export const EOI_OFFER_OUTDATED = defineProblem('EOI_OFFER_OUTDATED', 409, {
  zh: '您所响应的需求项均已被删除，无法重新确认。请撤回该合作意向，再提交新的合作意向。',
  ru: 'Все требования, на которые вы откликнулись, исключены из потребности. Отзовите этот отклик и отправьте новый.',
  en: 'Every requirement you answered has been taken out of the demand. Withdraw this expression of interest and send a new one.',
});
export const EOI_CONSENT_NOT_POSSIBLE = defineProblem('EOI_CONSENT_NOT_POSSIBLE', 409, {
  zh: '只有已发出且未终止的合作意向才能同意交换联系方式。',
  ru: 'Согласие на обмен контактами можно дать, только пока отклик отправлен и не закрыт.',
  en: 'You can consent to sharing contacts only while the expression of interest is sent and not ended.',
});
export const CONTACTS_NOT_OPEN = defineProblem('CONTACTS_NOT_OPEN', 409, {
  zh: '联系方式尚未开放：须接受合作意向，且双方均同意交换联系方式。',
  ru: 'Контакты не открыты: отклик должен быть принят, а обе стороны — дать согласие на обмен контактами.',
  en: 'Contacts are not open: the expression of interest must be accepted and both sides must consent to sharing contacts.',
});

export const NOT_A_CAPABILITY = defineFieldError('not_a_capability', {
  zh: '贵单位的企业资料中未列出该能力。',
  ru: 'Этой компетенции нет в профиле вашей организации.',
  en: 'Your company’s profile does not list this capability.',
});
export const UNKNOWN_PRODUCT = defineFieldError('unknown_product', {
  zh: '该产品不在贵单位的企业资料中。',
  ru: 'Этого продукта нет в профиле вашей организации.',
  en: 'This product is not in your company’s profile.',
});
export const PRICE_REVERSED = defineFieldError('price_reversed', {
  zh: '价格下限不得高于上限。',
  ru: 'Нижняя граница цены не может превышать верхнюю.',
  en: 'The lower end of the price must not exceed the upper end.',
});
export const PRICE_CURRENCIES_DIFFER = defineFieldError('price_currencies_differ', {
  zh: '价格上下限须使用同一币种。',
  ru: 'Границы цены должны быть указаны в одной валюте.',
  en: 'Both ends of the price must be in the same currency.',
});

constraintProblem('eois_live_key', EOI_ALREADY_EXISTS);
constraintProblem('eois_own_demand_check', EOI_OWN_DEMAND);
constraintProblem('eoi_attachments_file_fkey', FILE_IN_USE);
