import type { Config } from '@shuqiao/platform';
import { TEXT_EDITION } from './embedding-text';

/** Where vectors come from, and what they may be compared with. */
export interface EmbeddingSettings {
  readonly url: string;
  readonly model: string;
  /** Empty where the endpoint asks for none. */
  readonly key: string;
  /** Null for the model's own length. */
  readonly dimensions: number | null;
  readonly timeoutMs: number;
  /**
   * Vectors of one space may be compared, of two never: the model, the length asked for, and how the texts are made that
   * are sent. The address is not in it, since a model may move.
   */
  readonly space: string;
}

type Variables = Pick<
  Config,
  'EMBEDDING_URL' | 'EMBEDDING_MODEL' | 'EMBEDDING_KEY' | 'EMBEDDING_DIMENSIONS' | 'EMBEDDING_TIMEOUT_MS'
>;

/** What is configured; null when no endpoint is. */
export function embeddingSettings(config: Variables): EmbeddingSettings | null {
  if (!config.EMBEDDING_URL) return null;
  const dimensions = config.EMBEDDING_DIMENSIONS || null;
  return {
    url: config.EMBEDDING_URL,
    model: config.EMBEDDING_MODEL,
    key: config.EMBEDDING_KEY,
    dimensions,
    timeoutMs: config.EMBEDDING_TIMEOUT_MS,
    space: `${config.EMBEDDING_MODEL} ${dimensions ?? 'own'} ${TEXT_EDITION}`,
  };
}
