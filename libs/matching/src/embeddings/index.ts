export { Embeddings } from './embeddings.service';
export { EmbeddingEndpoint } from './endpoint/embedding-endpoint';
export { EmbeddingError, type EmbeddingFault } from './endpoint/embedding-error';
