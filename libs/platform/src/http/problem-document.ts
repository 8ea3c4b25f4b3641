import { DomainError, interpolate, type Json, type Language, NOT_FOUND, type ProblemKind } from '@shuqiao/kernel';
import { sqlState } from '../database/database';
import { constraintViolation } from './constraints';
import { BUSY, INTERNAL_ERROR, KIND_BY_STATUS } from './problem-kinds';

/** RFC 9457, with a stable `code`, the request's id, and every wrong field by JSON pointer. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  readonly errors?: readonly { pointer: string; code: string; detail: string; params: Json }[];
  readonly [member: string]: unknown;
}

// 53: insufficient resources; 57P01/57P03: shutting down or starting; 08: connection lost; 55P03: lock timeout; 57014: statement timeout.
const PASSING = /^(53|08|57P0|55P03|57014|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE)/;

// What pg and TypeORM say, without any code, of a connection that broke while a request was using it.
const CONNECTION_LOST =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query runner already released)/;

/** Finds the refusal behind anything thrown; what is no refusal is an internal error that tells nothing. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const violation = constraintViolation(error);
  if (violation) return violation;
  if (PASSING.test(sqlState(error)) || lostConnection(error)) return new DomainError(BUSY);
  const status = statusOf(error);
  if (status === 404 || status === 405) return new DomainError(NOT_FOUND);
  const kind = KIND_BY_STATUS[status] ?? (status >= 400 && status < 500 ? KIND_BY_STATUS[400] : undefined);
  return new DomainError(kind ?? INTERNAL_ERROR);
}

function lostConnection(error: unknown): boolean {
  return error instanceof Error && CONNECTION_LOST.test(error.message);
}

export function toProblemDocument(error: DomainError, language: Language, requestId: string): ProblemDocument {
  const { kind, errors } = error;
  const { status: state, ...members } = error.members;
  return {
    ...members,
    // What is refused for its state says which it is in; `status` means the HTTP status in a problem document.
    ...(state === undefined ? {} : { state }),
    type: `urn:shuqiao:problem:${kind.code}`,
    title: titleOf(kind, language, error.members),
    status: kind.status,
    code: kind.code,
    requestId,
    ...(errors.length
      ? {
          errors: errors.map(({ pointer, kind: { code, title }, params }) => ({
            pointer,
            code,
            detail: interpolate(title[language], params),
            params: { ...params },
          })),
        }
      : {}),
  };
}

function titleOf(kind: ProblemKind, language: Language, members: Readonly<Record<string, unknown>>): string {
  return interpolate(kind.title[language], members);
}

/** The status that Nest (`getStatus`) or Fastify (`statusCode`) put on an error of theirs. */
function statusOf(error: unknown): number {
  const source = error as { getStatus?: () => number; statusCode?: unknown } | null;
  if (typeof source?.getStatus === 'function') return source.getStatus();
  return typeof source?.statusCode === 'number' ? source.statusCode : 500;
}
