/**
 * How an endpoint failed: it `refused` the texts (too long, perhaps), was too `slow`, `failed` in any other way, or is
 * `paused`, which means that it failed before and was not asked.
 */
export type EmbeddingFault = 'refused' | 'slow' | 'failed' | 'paused';

/** No vectors. The message says why, and neither the key nor a text nor what the endpoint said, which may repeat them. */
export class EmbeddingError extends Error {
  override readonly name = 'EmbeddingError';

  constructor(
    readonly fault: EmbeddingFault,
    message: string,
    /** When the endpoint said itself how long to wait. */
    readonly waitMs: number | null = null,
  ) {
    super(message);
  }
}
