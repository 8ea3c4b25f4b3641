import { Injectable } from '@nestjs/common';
import type { Actor } from '@shuqiao/kernel';
import { Database } from '@shuqiao/platform';
import { FeatureSources } from '../feature-sources';
import type { MatchSide } from '../features';
import { MatchStates } from '../match-state';
import { Matching } from '../matching.service';
import { EmbeddingStore, type MadeEmbedding } from './embedding-store';
import { digestOf, textToEmbed } from './embedding-text';
import { EmbeddingEndpoint } from './endpoint/embedding-endpoint';
import { EmbeddingError } from './endpoint/embedding-error';
import { quantised } from './vectors';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** A subject's text as it would be sent now. */
interface Wanted {
  readonly id: string;
  readonly version: number;
  readonly text: string;
  readonly digest: Buffer;
}

/**
 * Keeps the vectors of texts in step with the texts, and the matches with the vectors. For the worker. An endpoint that
 * fails is no fault of a job: the built-in likeness stands in, and the catch-up asks again later.
 */
@Injectable()
export class Embeddings {
  constructor(
    private readonly database: Database,
    private readonly sources: FeatureSources,
    private readonly endpoint: EmbeddingEndpoint,
    private readonly store: EmbeddingStore,
    private readonly matching: Matching,
    private readonly states: MatchStates,
  ) {}

  /** Nothing is to be done unless an endpoint is. */
  get isConfigured(): boolean {
    return this.endpoint.settings !== null;
  }

  /** What some subjects say may be new. A text that is as it was is not sent again. */
  async follow(actor: Actor, side: MatchSide, ids: readonly string[], signal?: AbortSignal): Promise<void> {
    for (let done = 0; done < ids.length && !signal?.aborted;) {
      const some = ids.slice(done, done + this.endpoint.batch);
      await this.followSome(actor, side, some, signal);
      done += some.length;
    }
  }

  /** A company came, and its demands with it. */
  async followWithDemands(actor: Actor, companyId: string, signal?: AbortSignal): Promise<void> {
    await this.follow(actor, 'company', [companyId], signal);
    const demands = await this.database.transaction(actor, () => this.sources.demandsOf(companyId));
    await this.follow(actor, 'demand', demands, signal);
  }

  /**
   * Takes what has no vector of the configured model, companies first, since a demand is compared with them. Ends where
   * the endpoint fails; the next time it goes on with what is left.
   */
  async catchUp(actor: Actor, signal?: AbortSignal): Promise<void> {
    const space = this.endpoint.settings?.space;
    if (space === undefined) return;
    for (const side of ['company', 'demand'] as const) {
      for (let after = FIRST_ID; !signal?.aborted;) {
        const ids = await this.store.behind(actor, space, side, after, this.endpoint.batch);
        const last = ids.at(-1);
        if (last === undefined) break;
        if (!(await this.followSome(actor, side, ids, signal))) return;
        after = last;
      }
    }
  }

  /** Answers whether the endpoint gave what it was asked for. It is asked while no transaction is open. */
  private async followSome(actor: Actor, side: MatchSide, ids: readonly string[], signal?: AbortSignal) {
    const space = this.endpoint.settings?.space ?? '';
    const { wanted, outdated, dimensions } = await this.database.transaction(actor, () => this.look(space, side, ids));
    if (!wanted.length) return true;
    try {
      const vectors = await this.endpoint.vectorsOf(
        wanted.map(({ text }) => text),
        { dimensions, signal },
      );
      const made = wanted.map((one, index) => ({ ...one, vector: bytesOf(vectors[index] ?? null) }));
      await this.refresh(actor, side, await this.keep(actor, space, side, made));
      return true;
    } catch (error) {
      if (!(error instanceof EmbeddingError)) throw error;
      // The vector of a text that is no longer said must not stand for what is.
      const isLess = outdated.length > 0 && (await this.matching.inTurn(actor, () => this.store.drop(side, outdated)));
      if (isLess) await this.refresh(actor, side, outdated);
      return false;
    }
  }

  /** Which texts are to be sent, and who of these has a vector of an earlier text. */
  private async look(space: string, side: MatchSide, ids: readonly string[]) {
    const [shown, known] = [await this.textsOf(side, ids), await this.store.known(space, side, ids)];
    const isSame = ({ id, digest }: Wanted) => known.get(id)?.digest.equals(digest) ?? false;
    await this.store.confirm(side, shown.filter(isSame));
    const wanted = shown.filter((one) => !isSame(one));
    const outdated = wanted.filter(({ id }) => known.has(id)).map(({ id }) => id);
    return { wanted, outdated, dimensions: await this.store.dimensions(space) };
  }

  /**
   * Keeps the vectors of texts that are still said: meanwhile a text may have changed, or its company left. In turn with
   * the match, which takes a vector out when its text goes.
   */
  private keep(actor: Actor, space: string, side: MatchSide, made: readonly (Wanted & MadeEmbedding)[]) {
    return this.matching.inTurn(actor, async () => {
      const said = new Map((await this.textsOf(side, ids(made))).map((one) => [one.id, one]));
      const kept = made.filter(({ id, digest }) => said.get(id)?.digest.equals(digest));
      await this.store.put(space, side, kept);
      if (side === 'demand') return ids(kept);
      const isElsewhere = await this.store.followCentre(space);
      // Nothing is compared by the model before it has read a demand.
      if (!(await this.store.hasDemands(space))) return [];
      if (isElsewhere) await this.states.begin('demand_lists');
      return ids(kept);
    });
  }

  private async textsOf(side: MatchSide, subjects: readonly string[]): Promise<Wanted[]> {
    const shown = await this.sources.read(side, subjects);
    return [...shown].flatMap(([id, { texts, version }]) => {
      const text = textToEmbed(texts);
      return text ? [{ id, version, text, digest: digestOf(text) }] : [];
    });
  }

  private async refresh(actor: Actor, side: MatchSide, subjects: readonly string[]): Promise<void> {
    for (const id of subjects) {
      if (side === 'demand') await this.matching.refreshDemand(actor, id);
      else await this.matching.refreshCompany(actor, id);
    }
  }
}

const ids = (subjects: readonly { readonly id: string }[]): string[] => subjects.map(({ id }) => id);
const bytesOf = (vector: Float64Array | null): Int8Array | null => vector && quantised(vector);
