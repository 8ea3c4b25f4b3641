import { defineFieldError, defineProblem } from '@shuqiao/kernel';
import { constraintProblem } from '@shuqiao/platform';

export const NOT_A_MATCHMAKING_DAY = defineProblem('NOT_A_MATCHMAKING_DAY', 409, {
  zh: '只有“合作对接”类活动才能安排一对一洽谈。',
  ru: 'Индивидуальные встречи проводятся только на мероприятиях в формате дня деловых встреч.',
  en: 'Only a roadshow of the kind matchmaking day has one-to-one meetings.',
});
export const DAY_STATE = defineProblem('DAY_STATE', 409, {
  zh: '对接日当前状态不允许此操作。',
  ru: 'В текущем состоянии дня встреч это действие недоступно.',
  en: 'The day of meetings is not in a state that allows this.',
});
export const WISHES_CLOSED = defineProblem('WISHES_CLOSED', 409, {
  zh: '该对接日目前不接受报名、意愿登记和洽谈邀请。',
  ru: 'Регистрация, пожелания и приглашения на этот день встреч сейчас не принимаются.',
  en: 'This day of meetings does not take registrations, wishes or requests at the moment.',
});
export const BOTH_MUST_TAKE_PART = defineProblem('BOTH_MUST_TAKE_PART', 409, {
  zh: '双方都须报名参加该对接日。',
  ru: 'Обе организации должны быть зарегистрированы на этот день встреч.',
  en: 'Both companies have to take part in the day of meetings.',
});
export const MEETING_RULED_OUT = defineProblem('MEETING_RULED_OUT', 409, {
  zh: '这两家单位的洽谈不能安排。',
  ru: 'Встреча этих организаций исключена.',
  en: 'A meeting of these two companies is ruled out.',
});
export const TOO_MANY_REQUESTS_OPEN = defineProblem('TOO_MANY_REQUESTS_OPEN', 409, {
  zh: '待答复的洽谈邀请已达上限。',
  ru: 'Достигнут предел приглашений, ожидающих ответа.',
  en: 'Your company has as many unanswered requests as it may have.',
});
export const MEETING_EXISTS = defineProblem('MEETING_EXISTS', 409, {
  zh: '双方在该对接日已有一场洽谈或洽谈邀请。',
  ru: 'У этих организаций в этот день уже есть встреча или приглашение на неё.',
  en: 'The two companies already have a meeting or a request for one on this day.',
});
export const MEETING_STATE = defineProblem('MEETING_STATE', 409, {
  zh: '洽谈当前状态不允许此操作。',
  ru: 'В текущем состоянии встречи это действие недоступно.',
  en: 'The meeting is not in a state that allows this.',
});
export const TABLE_TAKEN = defineProblem('TABLE_TAKEN', 409, {
  zh: '该时段此桌位已有其他洽谈。',
  ru: 'В это время стол занят другой встречей.',
  en: 'Another meeting is at this table in that slot.',
});
export const TOO_MANY_PARTICIPANTS = defineProblem('TOO_MANY_PARTICIPANTS', 409, {
  zh: '该对接日最多可有 2000 家单位参加。',
  ru: 'В дне встреч может участвовать не более 2000 организаций.',
  en: 'At most 2,000 companies can take part in a day of meetings.',
});
export const PRECEDENCE_CYCLE = defineProblem('PRECEDENCE_CYCLE', 409, {
  zh: '洽谈的先后顺序互相矛盾。',
  ru: 'Порядок встреч содержит противоречие.',
  en: 'The order of the meetings contradicts itself.',
});
export const PROPOSAL_RUNNING = defineProblem('PROPOSAL_RUNNING', 409, {
  zh: '该对接日已有一个方案正在编排。',
  ru: 'Для этого дня уже составляется вариант расписания.',
  en: 'A proposal for this day is being made already.',
});
export const PROPOSAL_STATE = defineProblem('PROPOSAL_STATE', 409, {
  zh: '方案当前状态不允许此操作。',
  ru: 'В текущем состоянии варианта расписания это действие недоступно.',
  en: 'The proposal is not in a state that allows this.',
});
export const PROPOSAL_CONFLICTS = defineProblem('PROPOSAL_CONFLICTS', 409, {
  zh: '方案与当前的报名和洽谈情况冲突，请先解决冲突。',
  ru: 'Вариант расписания противоречит нынешним данным участников и встреч. Сначала устраните противоречия.',
  en: 'The proposal conflicts with what participants and meetings are now. Settle the conflicts first.',
});
export const ROOM_HAS_FEWER_TABLES = defineProblem('ROOM_HAS_FEWER_TABLES', 409, {
  zh: '会场的桌位少于对接日所需的桌位。',
  ru: 'В зале меньше столов, чем нужно для дня встреч.',
  en: 'The room has fewer tables than the day of meetings needs.',
});

export const PLACE_OF_ROOM = defineFieldError('place_of_room', {
  zh: '已选定会场，无需另填地点。',
  ru: 'Выбран зал: место отдельно не указывается.',
  en: 'A room is chosen, so no other place is given.',
});
export const SLOT_ORDER = defineFieldError('slot_order', {
  zh: '时段须按时间先后排列、互不重叠，上午时段在前。',
  ru: 'Слоты должны идти по порядку, не пересекаться, утренние — первыми.',
  en: 'Slots follow each other without overlapping, those of the morning first.',
});
export const SLOTS_KEPT = defineFieldError('slots_kept', {
  zh: '开放报名后，时段的数量和上下午归属不能再改。',
  ru: 'После открытия регистрации количество слотов и их распределение между утром и второй половиной дня изменить нельзя.',
  en: 'Once the day has been opened, the number of slots and their half of the day stay as they are.',
});
export const NO_SUCH_SLOT = defineFieldError('no_such_slot', {
  zh: '该对接日没有此时段。',
  ru: 'Такого слота в этом дне нет.',
  en: 'The day has no such slot.',
});
export const MORE_THAN_DELEGATES = defineFieldError('more_than_delegates', {
  zh: '同时洽谈的场数不能超过代表人数。',
  ru: 'Одновременных встреч не может быть больше, чем делегатов.',
  en: 'There cannot be more meetings at one time than delegates.',
});
export const NO_SUCH_MEETING = defineFieldError('no_such_meeting', {
  zh: '该对接日没有此洽谈。',
  ru: 'Такой встречи в этом дне нет.',
  en: 'The day has no such meeting.',
});
export const NO_SUCH_INTERPRETER = defineFieldError('no_such_interpreter', {
  zh: '没有此在职译员，或该译员已重复列出。',
  ru: 'Такого действующего переводчика нет, либо он указан дважды.',
  en: 'There is no such active interpreter, or it is listed twice.',
});
export const NO_SUCH_PROPOSAL = defineFieldError('no_such_proposal', {
  zh: '该对接日没有此已完成的方案。',
  ru: 'У этого дня нет такого готового варианта расписания.',
  en: 'The day has no such finished proposal.',
});

constraintProblem('matchmaking_days_roadshow_fkey', NOT_A_MATCHMAKING_DAY);
constraintProblem('matchmaking_days_open', WISHES_CLOSED);
constraintProblem('meetings_both_take_part', BOTH_MUST_TAKE_PART);
constraintProblem('meetings_banned', MEETING_RULED_OUT);
constraintProblem('meetings_request_limit', TOO_MANY_REQUESTS_OPEN);
constraintProblem('meetings_pair_key', MEETING_EXISTS);
constraintProblem('meeting_precedences_pair_check', PRECEDENCE_CYCLE);
constraintProblem('meetings_table_key', TABLE_TAKEN);
constraintProblem('meeting_proposals_running_key', PROPOSAL_RUNNING);
constraintProblem('matchmaking_days_room_tables', ROOM_HAS_FEWER_TABLES);
constraintProblem('meeting_participations_limit', TOO_MANY_PARTICIPANTS);
