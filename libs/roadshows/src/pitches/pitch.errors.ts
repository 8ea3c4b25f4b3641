import { defineFieldError, defineProblem } from '@shuqiao/kernel';
import { constraintProblem } from '@shuqiao/platform';

export const PITCH_STATE = defineProblem('PITCH_STATE', 409, {
  zh: '路演申请当前状态不允许此操作。',
  ru: 'В текущем состоянии заявки это действие недоступно.',
  en: 'The pitch is not in a state that allows this.',
});
export const PITCH_EXISTS = defineProblem('PITCH_EXISTS', 409, {
  zh: '贵单位已申请在本次活动中路演。',
  ru: 'Ваша организация уже подала заявку на выступление на этом мероприятии.',
  en: 'Your company has applied to pitch at this roadshow already.',
});
export const PITCHES_CLOSED = defineProblem('PITCHES_CLOSED', 409, {
  zh: '本次活动目前不接受路演申请。',
  ru: 'Заявки на выступление на этом мероприятии сейчас не принимаются.',
  en: 'This roadshow takes no applications to pitch at the moment.',
});
export const SLOT_TAKEN = defineProblem('SLOT_TAKEN', 409, {
  zh: '该场次的这一时段已安排其他路演。',
  ru: 'В это время на сессии уже запланировано другое выступление.',
  en: 'Another pitch of the session is at that time.',
});
export const SLOT_OUTSIDE_SESSION = defineProblem('SLOT_OUTSIDE_SESSION', 409, {
  zh: '路演时段超出场次时间。',
  ru: 'Выступление не укладывается во время сессии.',
  en: 'A pitch would lie outside the time of its session.',
});

export const NOT_OWN_PRODUCT = defineFieldError('not_own_product', {
  zh: '该产品不属于此企业/机构。',
  ru: 'Это не продукт вашей организации.',
  en: 'This is not a product of the company.',
});
export const NOT_OPEN_DEMAND = defineFieldError('not_open_demand', {
  zh: '该需求不存在或已关闭。',
  ru: 'Такого открытого запроса нет.',
  en: 'There is no such open demand.',
});
export const NOT_IN_SESSION = defineFieldError('not_in_session', {
  zh: '必须在场次时间之内（{from} 至 {to}），并以整分钟计。',
  ru: 'Должно приходиться на время сессии (с {from} по {to}) с точностью до минуты.',
  en: 'This must lie within the session ({from} to {to}), in whole minutes.',
});

constraintProblem('pitches_company_key', PITCH_EXISTS);
constraintProblem('pitches_slot_excl', SLOT_TAKEN);
constraintProblem('pitches_slot_in_session', SLOT_OUTSIDE_SESSION);
