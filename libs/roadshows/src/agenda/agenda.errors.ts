import { defineProblem } from '@shuqiao/kernel';

export const AGENDA_UNCHANGED = defineProblem('AGENDA_UNCHANGED', 409, {
  zh: '议程与已发布的版本相同，无需再次发布。',
  ru: 'Программа не отличается от опубликованной, новая версия не нужна.',
  en: 'The agenda is the same as the published one, so there is nothing to publish.',
});
export const SESSION_WITHOUT_ROOM = defineProblem('SESSION_WITHOUT_ROOM', 409, {
  zh: '有场次既未安排会议室，活动也没有线上链接。',
  ru: 'Есть сессии без зала, а ссылки на трансляцию у мероприятия нет.',
  en: 'There are sessions without a room, and the roadshow has no online link.',
});
export const SESSION_CANCELLED = defineProblem('SESSION_CANCELLED', 409, {
  zh: '该场次已取消。',
  ru: 'Сессия отменена.',
  en: 'The session has been cancelled.',
});
