import { defineProblem, type ProblemKind } from '@shuqiao/kernel';

export const MALFORMED_REQUEST = defineProblem('MALFORMED_REQUEST', 400, {
  zh: '无法解析该请求。',
  ru: 'Не удалось разобрать запрос.',
  en: 'The request could not be read.',
});
export const SIGN_IN_REQUIRED = defineProblem('SIGN_IN_REQUIRED', 401, {
  zh: '请先登录。',
  ru: 'Необходимо войти в систему.',
  en: 'Please sign in first.',
});
export const REQUEST_TIMED_OUT = defineProblem('REQUEST_TIMED_OUT', 408, {
  zh: '请求未能在规定时间内送达。',
  ru: 'Запрос не был получен за отведённое время.',
  en: 'The request did not arrive in time.',
});
export const TOO_LARGE_REQUEST = defineProblem('TOO_LARGE_REQUEST', 413, {
  zh: '请求内容过大。',
  ru: 'Слишком большой запрос.',
  en: 'The request is too large.',
});
export const UNSUPPORTED_MEDIA_TYPE = defineProblem('UNSUPPORTED_MEDIA_TYPE', 415, {
  zh: '不支持该内容类型。',
  ru: 'Этот тип содержимого не поддерживается.',
  en: 'This content type is not supported.',
});
export const TOO_MANY_REQUESTS = defineProblem('TOO_MANY_REQUESTS', 429, {
  zh: '请求过于频繁，请稍后再试。',
  ru: 'Слишком много запросов. Повторите попытку позже.',
  en: 'Too many requests. Please try again later.',
});
export const PRECONDITION_REQUIRED = defineProblem('PRECONDITION_REQUIRED', 428, {
  zh: '修改内容时须提供 If-Match 请求头（取自上次读取的 ETag）。',
  ru: 'Для изменения нужен заголовок If-Match со значением ETag из последнего чтения.',
  en: 'A change needs an If-Match header with the ETag you last read.',
});
export const STALE_VERSION = defineProblem('STALE_VERSION', 412, {
  zh: '内容已被他人修改，请重新加载后再试。',
  ru: 'Данные уже изменены другим пользователем. Обновите страницу и повторите.',
  en: 'This was changed in the meantime. Please load it again and repeat your change.',
});
export const CONFLICT = defineProblem('CONFLICT', 409, {
  zh: '该操作与当前数据冲突。',
  ru: 'Действие противоречит текущим данным.',
  en: 'This conflicts with what is already there.',
});
export const BUSY = defineProblem('BUSY', 503, {
  zh: '系统繁忙，请稍后重试。',
  ru: 'Система перегружена. Повторите попытку чуть позже.',
  en: 'The system is busy. Please try again in a moment.',
});
export const INTERNAL_ERROR = defineProblem('INTERNAL_ERROR', 500, {
  zh: '系统出现错误，我们已记录该问题。',
  ru: 'Произошла внутренняя ошибка. Мы её уже зафиксировали.',
  en: 'Something went wrong on our side. It has been recorded.',
});

/** Kinds by which what the framework refuses is answered. */
export const KIND_BY_STATUS: Readonly<Record<number, ProblemKind>> = {
  400: MALFORMED_REQUEST,
  401: SIGN_IN_REQUIRED,
  413: TOO_LARGE_REQUEST,
  414: TOO_LARGE_REQUEST,
  415: UNSUPPORTED_MEDIA_TYPE,
  429: TOO_MANY_REQUESTS,
  431: TOO_LARGE_REQUEST,
  503: BUSY,
};
