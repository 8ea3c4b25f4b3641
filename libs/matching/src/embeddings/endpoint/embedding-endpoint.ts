import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@shuqiao/kernel';
import { CONFIG, type Config, createLogger } from '@shuqiao/platform';
import { embeddingSettings, type EmbeddingSettings } from '../embedding-settings';
import { shortened } from '../embedding-text';
import { Circuit } from './circuit';
import { requestVectors, type VectorRequest } from './embedding-client';
import { EmbeddingError } from './embedding-error';
import { observeEmbedding } from './embedding-metrics';

/** So many texts are sent at once; fewer for a while after the endpoint was too slow for so many. */
export const MOST_TEXTS = 16;
/** A text that is refused is tried by half, and not below this. */
const SHORTEST = 250;
/** What any model takes: it tells a text that is refused from an endpoint that refuses everything. */
const PROBE = 'digital bridge';

/** The configured endpoint, as far as it answers. It is not asked again for a while after it failed several times. */
@Injectable()
export class EmbeddingEndpoint {
  readonly settings: EmbeddingSettings | null;
  private readonly circuit: Circuit;
  private readonly logger;
  private most = MOST_TEXTS;

  constructor(@Inject(CONFIG) config: Config, clock: Clock) {
    this.settings = embeddingSettings(config);
    this.circuit = new Circuit(clock);
    this.logger = createLogger(config.LOG_LEVEL, 'embeddings');
  }

  /** How many texts may be sent at once now. */
  get batch(): number {
    return this.most;
  }

  /**
   * The vectors of some texts, in their order; null for a text that the endpoint refuses although it takes others.
   * @throws EmbeddingError when there are none to be had now
   */
  async vectorsOf(texts: readonly string[], request: VectorRequest = {}): Promise<(Float64Array | null)[]> {
    try {
      const vectors = await this.takeApart(texts, request);
      this.circuit.succeed();
      this.most = Math.min(MOST_TEXTS, this.most * 2);
      return vectors;
    } catch (error) {
      if (error instanceof EmbeddingError && error.fault !== 'paused') this.note(error);
      throw error;
    }
  }

  /** Of texts that are refused together it finds those that are at fault, and what of them is not too long. */
  private async takeApart(texts: readonly string[], request: VectorRequest): Promise<(Float64Array | null)[]> {
    try {
      return await this.ask(texts, request);
    } catch (error) {
      if (!(error instanceof EmbeddingError) || error.fault !== 'refused') throw error;
    }
    const [first = ''] = texts;
    if (texts.length > 1) {
      const half = texts.length >> 1;
      const left = await this.takeApart(texts.slice(0, half), request);
      return [...left, ...(await this.takeApart(texts.slice(half), request))];
    }
    const less = shortened(first, first.length >> 1);
    if (less.length >= SHORTEST) return this.takeApart([less], request);
    await this.ask([PROBE], request);
    return [null];
  }

  private async ask(texts: readonly string[], request: VectorRequest): Promise<Float64Array[]> {
    if (!this.settings) throw new EmbeddingError('paused', 'No endpoint is configured');
    if (this.circuit.isOpen)
      throw new EmbeddingError('paused', 'The endpoint has failed and is left alone for a while');
    const began = performance.now();
    const outcome = (name: 'ok' | EmbeddingError['fault']) =>
      observeEmbedding(name, performance.now() - began, texts.length);
    try {
      const vectors = await requestVectors(this.settings, texts, request);
      outcome('ok');
      return vectors;
    } catch (error) {
      outcome(error instanceof EmbeddingError ? error.fault : 'failed');
      throw error;
    }
  }

  private note(error: EmbeddingError): void {
    if (error.fault === 'slow') this.most = Math.max(1, this.most >> 1);
    const pauses = this.circuit.fail(error.waitMs);
    this.logger.warn({ err: error, pauses }, 'the embedding endpoint gave no vectors; the built-in likeness stands in');
  }
}
