import { defineFieldError, defineProblem } from '@shuqiao/kernel';
import { constraintProblem } from '@shuqiao/platform';

export const ROADSHOW_STATE = defineProblem('ROADSHOW_STATE', 409, {
  zh: '活动当前状态不允许此操作。',
  ru: 'В текущем состоянии мероприятия это действие недоступно.',
  en: 'The roadshow is not in a state that allows this.',
});
export const ROADSHOW_WITHOUT_SESSIONS = defineProblem('ROADSHOW_WITHOUT_SESSIONS', 409, {
  zh: '活动至少要有一个场次才能发布。',
  ru: 'Чтобы опубликовать мероприятие, добавьте хотя бы одну сессию.',
  en: 'A roadshow needs at least one session before it can be published.',
});
export const ROADSHOW_NOT_OVER = defineProblem('ROADSHOW_NOT_OVER', 409, {
  zh: '仍有场次尚未结束，不能将活动标记为已结束。',
  ru: 'Мероприятие нельзя завершить: не все сессии ещё прошли.',
  en: 'The roadshow cannot be finished while a session has not ended.',
});
export const TOO_MANY_SESSIONS = defineProblem('TOO_MANY_SESSIONS', 409, {
  zh: '一场活动最多可设 {limit} 个场次。',
  ru: 'В одном мероприятии может быть не более {limit} сессий.',
  en: 'A roadshow can have at most {limit} sessions.',
});
export const SESSION_STARTED = defineProblem('SESSION_STARTED', 409, {
  zh: '该场次已经开始。',
  ru: 'Сессия уже началась.',
  en: 'The session has already started.',
});
export const SESSION_NOT_STARTED = defineProblem('SESSION_NOT_STARTED', 409, {
  zh: '签到最早在场次开始前一小时进行。',
  ru: 'Отмечать явку можно не раньше чем за час до начала сессии.',
  en: 'Attendance can be recorded from one hour before the session starts.',
});
export const SESSION_ROOM_TAKEN = defineProblem('SESSION_ROOM_TAKEN', 409, {
  zh: '该时段此会议室已安排其他场次。',
  ru: 'В это время зал занят другой сессией.',
  en: 'Another session is in this room at that time.',
});
export const SESSION_MOVE_CONFLICTS = defineProblem('SESSION_MOVE_CONFLICTS', 409, {
  zh: '调整时间后，部分参会代表将与其他场次冲突。',
  ru: 'После переноса у некоторых делегатов сессии пересекутся по времени.',
  en: 'After this move some delegates would be in two sessions at once.',
});
export const CAPACITY_BELOW_TAKEN = defineProblem('CAPACITY_BELOW_TAKEN', 409, {
  zh: '名额不能少于已占用的席位数。',
  ru: 'Число мест не может быть меньше числа уже занятых.',
  en: 'The capacity cannot be lower than the number of seats taken.',
});
export const BOOKING_NOT_OPEN = defineProblem('BOOKING_NOT_OPEN', 409, {
  zh: '该场次目前不接受预约。',
  ru: 'Запись на эту сессию сейчас закрыта.',
  en: 'This session does not take bookings at the moment.',
});
export const ALREADY_BOOKED = defineProblem('ALREADY_BOOKED', 409, {
  zh: '该代表已预约此场次。',
  ru: 'Этот делегат уже записан на сессию.',
  en: 'This delegate already has a booking for the session.',
});
export const DELEGATE_BUSY = defineProblem('DELEGATE_BUSY', 409, {
  zh: '该代表在同一时段已有其他安排。',
  ru: 'В это время делегат уже занят на другом мероприятии.',
  en: 'The delegate already has to be somewhere else at that time.',
});
export const COMPANY_LIMIT_REACHED = defineProblem('COMPANY_LIMIT_REACHED', 409, {
  zh: '贵单位在该场次的预约人数已达上限。',
  ru: 'Ваша организация исчерпала лимит делегатов на эту сессию.',
  en: 'Your company has as many delegates in this session as it may have.',
});
export const COMPANY_ROADSHOW_LIMIT_REACHED = defineProblem('COMPANY_ROADSHOW_LIMIT_REACHED', 409, {
  zh: '贵单位在本次活动中的预约数已达上限。',
  ru: 'Ваша организация исчерпала лимит записей на это мероприятие.',
  en: 'Your company has as many bookings at this roadshow as it may have.',
});
export const NO_SEAT_TO_HOLD = defineProblem('NO_SEAT_TO_HOLD', 409, {
  zh: '该场次没有可暂留的席位，请直接预约。',
  ru: 'На этой сессии нет места, которое можно удержать. Запишитесь обычным способом.',
  en: 'This session has no seat that could be held. Please book it instead.',
});
export const HOLD_LIMIT_REACHED = defineProblem('HOLD_LIMIT_REACHED', 409, {
  zh: '该场次的席位已多次暂留而未确认，24 小时内不能再次暂留，请直接预约。',
  ru: 'Места на этой сессии уже несколько раз удерживались без подтверждения. Снова удержать место можно через 24 часа; записаться можно и сейчас.',
  en: 'Seats in this session were held several times without being confirmed. No more can be held for 24 hours, but you can book.',
});
export const HOLD_EXPIRED = defineProblem('HOLD_EXPIRED', 409, {
  zh: '席位暂留时间已过。',
  ru: 'Время удержания места истекло.',
  en: 'The seat is no longer held.',
});
export const FEEDBACK_GIVEN = defineProblem('FEEDBACK_GIVEN', 409, {
  zh: '您已提交过该场次的反馈，可在原反馈上修改。',
  ru: 'Вы уже оставили отзыв об этой сессии; его можно изменить.',
  en: 'You have already given feedback on this session; you can change it.',
});
export const FEEDBACK_CLOSED = defineProblem('FEEDBACK_CLOSED', 409, {
  zh: '反馈须在场次结束后 {days} 天内提交或修改。',
  ru: 'Оставить или изменить отзыв можно в течение {days} дней после сессии.',
  en: 'Feedback can be given or changed within {days} days of the session.',
});
export const BOOKING_STATE = defineProblem('BOOKING_STATE', 409, {
  zh: '预约当前状态不允许此操作。',
  ru: 'В текущем состоянии записи это действие недоступно.',
  en: 'The booking is not in a state that allows this.',
});
export const OFFER_EXPIRED = defineProblem('OFFER_EXPIRED', 409, {
  zh: '席位保留时间已过。',
  ru: 'Срок предложения истёк.',
  en: 'The offer of this seat has expired.',
});

export const NOT_A_MEMBER = defineFieldError('not_a_member', {
  zh: '该账号不是此企业/机构的成员。',
  ru: 'Этот пользователь не состоит в организации.',
  en: 'This account is not a member of the company.',
});
export const OUTSIDE_DATES = defineFieldError('outside_dates', {
  zh: '必须在活动日期之内（{from} 至 {to}，活动当地时间）。',
  ru: 'Должно приходиться на даты мероприятия (с {from} по {to} по местному времени).',
  en: 'This must lie within the dates of the roadshow ({from} to {to}, local time).',
});
export const OUTSIDE_SESSION = defineFieldError('outside_session', {
  zh: '已有场次不在该日期范围内（{from} 至 {to}）。',
  ru: 'Есть сессии вне этих дат (с {from} по {to}).',
  en: 'There are sessions outside these dates ({from} to {to}).',
});
export const TOO_FAR_APART = defineFieldError('too_far_apart', {
  zh: '间隔不得超过 {max}。',
  ru: 'Промежуток не может превышать {max}.',
  en: 'These may be at most {max} apart.',
});
export const PLACE_REQUIRED = defineFieldError('place_required', {
  zh: '请填写会场或线上链接。',
  ru: 'Укажите место проведения или ссылку на онлайн-трансляцию.',
  en: 'Give a venue or an online link.',
});
export const ONLINE_LINK_REQUIRED = defineFieldError('online_link_required', {
  zh: '设有线上名额的活动必须有线上链接。',
  ru: 'Для онлайн-мест у мероприятия должна быть ссылка на трансляцию.',
  en: 'A roadshow with seats online needs an online link.',
});

constraintProblem('bookings_session_delegate_key', ALREADY_BOOKED);
constraintProblem('person_times_account_excl', DELEGATE_BUSY);
constraintProblem('bookings_company_limit', COMPANY_LIMIT_REACHED);
constraintProblem('bookings_company_roadshow_limit', COMPANY_ROADSHOW_LIMIT_REACHED);
constraintProblem('bookings_hold_limit', HOLD_LIMIT_REACHED);
constraintProblem('room_times_room_excl', SESSION_ROOM_TAKEN);
constraintProblem('roadshow_sessions_seats_taken_check', CAPACITY_BELOW_TAKEN);
