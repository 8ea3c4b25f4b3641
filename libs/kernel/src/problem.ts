import type { LocalizedText } from './language';

/** What can go wrong, once and for all: a stable code, an HTTP status and what the reader is told (RFC 9457). */
export interface ProblemKind {
  readonly code: string;
  readonly status: number;
  readonly title: LocalizedText;
}

/** What can be wrong with one field of a request. */
export interface FieldErrorKind {
  readonly code: string;
  readonly title: LocalizedText;
}

/** A wrong field, named by a JSON pointer into the request body, or by `?name` for a query parameter. */
export interface FieldError {
  readonly pointer: string;
  readonly kind: FieldErrorKind;
  readonly params: Readonly<Record<string, string | number>>;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * A refusal that the caller can understand and act on. It becomes a problem document: `members` are shown to the
 * caller as extension members, so nothing of another company may stand in them.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly members: Members = {},
    readonly errors: readonly FieldError[] = [],
  ) {
    super(kind.code);
    this.name = 'DomainError';
  }
}

/** Declares a kind of problem; codes are upper snake case and never change once published. */
export function defineProblem(code: string, status: number, title: LocalizedText): ProblemKind {
  return Object.freeze({ code, status, title });
}

/** Declares a kind of field error; codes are lower snake case. */
export function defineFieldError(code: string, title: LocalizedText): FieldErrorKind {
  return Object.freeze({ code, title });
}

export function fieldError(
  pointer: string,
  kind: FieldErrorKind,
  params: Readonly<Record<string, string | number>> = {},
): FieldError {
  return { pointer, kind, params };
}

/** The one answer for what does not exist and for what the caller may not know of. */
export const NOT_FOUND = defineProblem('NOT_FOUND', 404, {
  zh: '未找到所请求的内容。',
  ru: 'Запрошенный объект не найден.',
  en: 'What you asked for was not found.',
});

/** The caller may see the thing but not do this to it. */
export const FORBIDDEN = defineProblem('FORBIDDEN', 403, {
  zh: '您没有执行此操作的权限。',
  ru: 'У вас нет прав на это действие.',
  en: 'You are not allowed to do this.',
});

export const VALIDATION_FAILED = defineProblem('VALIDATION_FAILED', 422, {
  zh: '提交的内容有误，请检查标出的字段。',
  ru: 'В запросе есть ошибки — проверьте отмеченные поля.',
  en: 'Some of what you sent is not valid. Please check the fields named below.',
});

/** A request whose fields are well formed but wrong in the domain. */
export function invalid(...errors: FieldError[]): DomainError {
  return new DomainError(VALIDATION_FAILED, {}, errors);
}
