import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { DomainError, newId } from '@shuqiao/kernel';
import { toProblemDocument } from './problem-document';
import { MALFORMED_REQUEST, REQUEST_TIMED_OUT, TOO_LARGE_REQUEST } from './problem-kinds';

const KINDS: Readonly<Record<string, typeof MALFORMED_REQUEST>> = {
  HPE_HEADER_OVERFLOW: TOO_LARGE_REQUEST,
  ERR_HTTP_REQUEST_TIMEOUT: REQUEST_TIMED_OUT,
};

/**
 * Answers what Node could not even read as a request (a head that is too large, too slow or no HTTP at all) with a
 * problem document too, and closes the connection. Its language is English, since there are no headers to ask.
 */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const kind = KINDS[error.code ?? ''] ?? MALFORMED_REQUEST;
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : kind.status;
  const body = JSON.stringify({ ...toProblemDocument(new DomainError(kind), 'en', newId()), status });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
