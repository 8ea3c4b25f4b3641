import { defineFieldError, defineProblem } from '@shuqiao/kernel';
import { constraintField, constraintProblem } from '@shuqiao/platform';

export const VENUE_IN_USE = defineProblem('VENUE_IN_USE', 409, {
  zh: '已有活动使用该场馆，不能更改其所在国家和时区。',
  ru: 'Площадку уже используют мероприятия: страну и часовой пояс изменить нельзя.',
  en: 'Roadshows already use this venue, so its country and time zone cannot change.',
});
export const TOO_MANY_ROOMS = defineProblem('TOO_MANY_ROOMS', 409, {
  zh: '一个场馆最多可设 {limit} 个会议室。',
  ru: 'На одной площадке может быть не более {limit} залов.',
  en: 'A venue can have at most {limit} rooms.',
});
export const ROOM_IN_USE = defineProblem('ROOM_IN_USE', 409, {
  zh: '已安排在此会议室的场次需要更多座位。',
  ru: 'Для сессий, назначенных в этот зал, нужно больше мест.',
  en: 'Sessions planned in this room need more seats than that.',
});
export const ROOM_TOO_SMALL = defineProblem('ROOM_TOO_SMALL', 409, {
  zh: '场次的现场名额超过会议室座位数。',
  ru: 'Мест на сессии больше, чем вмещает зал.',
  en: 'The session has more seats on site than the room holds.',
});
export const ROADSHOW_ROOMS_IN_USE = defineProblem('ROADSHOW_ROOMS_IN_USE', 409, {
  zh: '仍有场次使用原场馆的会议室，请先取消这些场次的会议室安排。',
  ru: 'Сессии ещё занимают залы прежней площадки: сначала снимите с них залы.',
  en: 'Sessions still use rooms of the venue before; take them out of these rooms first.',
});

export const ROOM_NAME_TAKEN = defineFieldError('room_name_taken', {
  zh: '该场馆已有同名会议室。',
  ru: 'На этой площадке уже есть зал с таким названием.',
  en: 'The venue has a room of this name already.',
});
export const DIFFERS_FROM_VENUE = defineFieldError('differs_from_venue', {
  zh: '与所选场馆的信息不一致，可留空。',
  ru: 'Не совпадает с данными площадки; поле можно не заполнять.',
  en: 'This differs from the venue; it can be left out.',
});
export const NOT_IN_VENUE = defineFieldError('not_in_venue', {
  zh: '该会议室不属于本活动的场馆。',
  ru: 'Этот зал не относится к площадке мероприятия.',
  en: 'This room is not in the venue of the roadshow.',
});

constraintProblem('roadshows_venue_id_fkey', VENUE_IN_USE);
constraintProblem('roadshow_sessions_room_seats', ROOM_TOO_SMALL);
constraintProblem('roadshow_sessions_venue_id_fkey', ROADSHOW_ROOMS_IN_USE);
constraintField('venue_rooms_name_key', '/name/en', ROOM_NAME_TAKEN);
