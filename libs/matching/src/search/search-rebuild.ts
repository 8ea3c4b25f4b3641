import { Injectable } from '@nestjs/common';
import type { Actor } from '@shuqiao/kernel';
import { SearchEditions } from './search-editions';
import { SearchIndex } from './search-index';
import type { SearchKind } from './search-terms';

export interface RebuildCourse {
  readonly signal: AbortSignal;
  /** Told now and then how many subjects are left. */
  readonly onProgress: (left: number) => void;
}

/** A rebuild of the search index that an operator asks for and watches. */
@Injectable()
export class SearchRebuild {
  constructor(
    private readonly editions: SearchEditions,
    private readonly index: SearchIndex,
  ) {}

  /**
   * Goes on with a rebuild that is under way, else begins one; answers whether it came to its end. A worker may do a part of
   * it meanwhile.
   * @throws what the database said to a subject that it refused, once all others are done.
   */
  async run(actor: Actor, kind: SearchKind, { signal, onProgress }: RebuildCourse): Promise<'done' | 'interrupted'> {
    if ((await this.editions.left(actor, kind)) === 0) await this.editions.begin(actor, kind);
    else await this.editions.takeOver(actor, kind);
    await this.editions.queueAll(actor, kind, signal);
    let left = (await this.editions.left(actor, kind)) ?? 0;
    onProgress(left);
    await this.index.work(actor, kind, {
      signal,
      onBatch: (done) => onProgress((left = Math.max(0, left - done))),
    });
    return signal.aborted ? 'interrupted' : 'done';
  }
}
