import { defineFieldError, defineProblem } from '@shuqiao/kernel';
import { constraintProblem } from '@shuqiao/platform';

export const INTERPRETER_BUSY = defineProblem('INTERPRETER_BUSY', 409, {
  zh: '该译员在同一时段已有其他安排。',
  ru: 'В это время переводчик уже занят.',
  en: 'The interpreter already has to be somewhere else at that time.',
});
export const INTERPRETER_ASSIGNED = defineProblem('INTERPRETER_ASSIGNED', 409, {
  zh: '该译员已被安排担任这一语言组合的口译。',
  ru: 'Переводчик уже назначен на эту пару языков.',
  en: 'The interpreter is assigned to this pair of languages already.',
});
export const INTERPRETER_NEEDED = defineProblem('INTERPRETER_NEEDED', 409, {
  zh: '该译员仍有待完成的口译安排，请先调整。',
  ru: 'У переводчика есть предстоящая работа: сначала снимите с него эти назначения.',
  en: 'The interpreter still has work to come; take it off him first.',
});
export const INTERPRETER_LANGUAGE_USED = defineProblem('INTERPRETER_LANGUAGE_USED', 409, {
  zh: '已有口译安排使用该译员的这门语言，不能移除。',
  ru: 'Этот язык нельзя убрать: он нужен для уже назначенной работы переводчика.',
  en: 'A language that the interpreter is assigned for cannot be taken off.',
});
export const TOO_MANY_SPEAKERS = defineProblem('TOO_MANY_SPEAKERS', 409, {
  zh: '一个场次最多可有 {limit} 位发言人。',
  ru: 'На одной сессии может быть не более {limit} докладчиков.',
  en: 'A session can have at most {limit} speakers.',
});
export const ALREADY_SPEAKING = defineProblem('ALREADY_SPEAKING', 409, {
  zh: '该人员已是本场次的发言人。',
  ru: 'Этот человек уже выступает на сессии.',
  en: 'This person speaks in the session already.',
});

export const NOT_HIS_LANGUAGE = defineFieldError('not_his_language', {
  zh: '该译员不掌握此语言。',
  ru: 'Переводчик не владеет этим языком.',
  en: 'The interpreter does not have this language.',
});

constraintProblem('interpreter_times_interpreter_excl', INTERPRETER_BUSY);
constraintProblem('session_interpreters_key', INTERPRETER_ASSIGNED);
constraintProblem('session_interpreters_one_language_fkey', INTERPRETER_LANGUAGE_USED);
constraintProblem('session_interpreters_other_language_fkey', INTERPRETER_LANGUAGE_USED);
constraintProblem('session_speakers_account_key', ALREADY_SPEAKING);
