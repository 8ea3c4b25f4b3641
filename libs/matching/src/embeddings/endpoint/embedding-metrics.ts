import { defineCounter, defineHistogram } from '@shuqiao/platform';
import type { EmbeddingFault } from './embedding-error';

const requests = defineCounter('embedding_requests_total', 'Requests to the embedding endpoint, by how they ended.', [
  'outcome',
]);
const texts = defineCounter('embedding_texts_total', 'Texts for which the embedding endpoint gave vectors.', []);
const seconds = defineHistogram(
  'embedding_request_seconds',
  'Time that the embedding endpoint took, for failures too.',
  [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
);

/** Notes a request that was sent. */
export function observeEmbedding(outcome: 'ok' | EmbeddingFault, milliseconds: number, count: number): void {
  requests.inc({ outcome });
  seconds.observe(milliseconds / 1000);
  if (outcome === 'ok') texts.inc(count);
}
