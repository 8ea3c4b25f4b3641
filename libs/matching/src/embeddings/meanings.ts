import { Injectable } from '@nestjs/common';
import type { MatchSide } from '../features';
import type { MeaningMeeting } from '../score/factor';
import { EmbeddingStore, type SpaceVectors } from './embedding-store';
import { EmbeddingEndpoint } from './endpoint/embedding-endpoint';
import { Likeness } from './vectors';

/** How alike a subject and one of the other side are; `builtIn` is the cosine of the vectors that every text has. */
export type MeaningOf = (other: string, builtIn: number) => MeaningMeeting | null;

/** How alike texts are in meaning, by the model that is configured. Asks nobody: it reads what is stored. */
@Injectable()
export class Meanings {
  constructor(
    private readonly endpoint: EmbeddingEndpoint,
    private readonly store: EmbeddingStore,
  ) {}

  /** The space whose vectors are compared; null when no endpoint is configured. */
  get space(): string | null {
    return this.endpoint.settings?.space ?? null;
  }

  /**
   * Of a subject and some of the other side. Null for every company alike unless the demand has a vector of the model;
   * where the company has none the built-in likeness stands in. In the open transaction.
   */
  async of(side: MatchSide, id: string, others: readonly string[]): Promise<MeaningOf> {
    return (await this.ofMany(side, [id], others))(id);
  }

  /** The same of many subjects, whose vectors are read at once. */
  async ofMany(side: MatchSide, ids: readonly string[], others: readonly string[]): Promise<(id: string) => MeaningOf> {
    const vectors = this.space === null ? null : await this.store.read(this.space, side, ids, others);
    return (id) => (vectors ? meaningOf(vectors, side, id) : () => null);
  }
}

function meaningOf({ centre, own, others }: SpaceVectors, side: MatchSide, id: string): MeaningOf {
  const vector = own.get(id);
  if (side === 'demand' && !vector) return () => null;
  const likeness = vector && new Likeness(vector, centre);
  return (other, builtIn) => {
    const theirs = others.get(other);
    if (!theirs && side === 'company') return null;
    return likeness && theirs ? { by: 'model', likeness: likeness.to(theirs) } : { by: 'built_in', likeness: builtIn };
  };
}
