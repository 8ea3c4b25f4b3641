import type { EmbeddingSettings } from '../embedding-settings';
import { EmbeddingError } from './embedding-error';
import { readBounded, vectorsIn } from './read-answer';

const MOST_WAIT_MS = 600_000;
/** With these an endpoint says that it does not like what it was sent; with others that something else is wrong. */
const REFUSALS = new Set([400, 413, 422]);

export interface VectorRequest {
  /** How long the vectors must be; null for any length. */
  readonly dimensions?: number | null | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks for the vectors of some texts once, in the order of the texts. Nothing is tried again here, and no redirect is
 * followed, since it could take the key and the texts to somebody else.
 * @throws EmbeddingError for whatever goes wrong
 */
export async function requestVectors(
  settings: EmbeddingSettings,
  texts: readonly string[],
  { dimensions = settings.dimensions, signal }: VectorRequest = {},
): Promise<Float64Array[]> {
  const timeout = AbortSignal.timeout(settings.timeoutMs);
  const ending = signal ? AbortSignal.any([timeout, signal]) : timeout;
  try {
    const response = await fetch(`${settings.url}/embeddings`, { ...request(settings, texts), signal: ending });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw faultOf(response);
    }
    return vectorsIn(await readBounded(response), texts.length, dimensions);
  } catch (error) {
    if (error instanceof EmbeddingError) throw error;
    if (timeout.aborted) throw new EmbeddingError('slow', `No answer within ${settings.timeoutMs} milliseconds`);
    if (signal?.aborted) throw new EmbeddingError('paused', 'The program ends');
    throw new EmbeddingError('failed', `The endpoint cannot be reached: ${codeOf(error)}`);
  }
}

function request({ model, key, dimensions }: EmbeddingSettings, input: readonly string[]): RequestInit {
  return {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(key ? { authorization: `Bearer ${key}` } : {}),
    },
    body: JSON.stringify({ model, input, encoding_format: 'float', ...(dimensions ? { dimensions } : {}) }),
  };
}

function faultOf({ status, headers }: Response): EmbeddingError {
  if (REFUSALS.has(status)) return new EmbeddingError('refused', `The endpoint refuses what it is sent (${status})`);
  if (status >= 300 && status < 400) return new EmbeddingError('failed', `The endpoint redirects (${status})`);
  const seconds = Number(headers.get('retry-after') ?? NaN);
  const waitMs = seconds > 0 ? Math.min(MOST_WAIT_MS, seconds * 1000) : null;
  return new EmbeddingError('failed', `The endpoint answers ${status}${HINTS[status] ?? ''}`, waitMs);
}

const HINTS: Readonly<Record<number, string>> = {
  401: ': EMBEDDING_KEY is missing or wrong',
  403: ': EMBEDDING_KEY may not use it',
  404: ': EMBEDDING_URL or EMBEDDING_MODEL is not known there',
};

/** Messages of the network may hold an address with whatever stands in it: the code alone is told. */
function codeOf(error: unknown): string {
  const { code } = ((error as Error).cause ?? error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : 'the connection broke';
}
