import { ImpactIndex } from '../index/impact-index';
import { readSnapshot, writeSnapshot } from '../store/snapshot-file';
import { applyChanges } from './changes';
import type { EngineStatus, Operation, Operations, Request } from './protocol';

type Handlers = {
  [O in Operation]: (asks: Operations[O]['asks']) => Operations[O]['answers'] | Promise<Operations[O]['answers']>;
};

/** A slice of merging between two messages, in milliseconds: as long as a search may have to wait for it. */
const SLICE = 4;

/** Answers requests on an index of its own. What changes it takes turns; searches come in between. */
export class EngineService {
  private index = new ImpactIndex();
  private turn: Promise<unknown> = Promise.resolve();
  private isSaving = false;
  private isMerging = false;

  private readonly handlers: Handlers = {
    apply: ({ changes, isLoading }) =>
      this.inTurn(() => {
        this.index.isLoading = isLoading;
        applyChanges(this.index, changes);
        this.merge();
        return null;
      }),
    search: ({ collection, text, options }) => this.index.searchColumns(collection, text, options),
    meet: ({ collection, text, ids }) => this.index.meet(collection, text, ids),
    status: () => this.status(),
    save: ({ file, header }) => this.inTurn(() => this.save(file, header)),
    load: ({ file, of }) =>
      this.inTurn(() => {
        const index = new ImpactIndex();
        const header = readSnapshot(index, file, of);
        if (header) this.index = index;
        return header;
      }),
    clear: () =>
      this.inTurn(() => {
        this.index = new ImpactIndex();
        return null;
      }),
  };

  handle<O extends Operation>({
    operation,
    asks,
  }: Request<O>): Operations[O]['answers'] | Promise<Operations[O]['answers']> {
    return this.handlers[operation](asks);
  }

  private inTurn<T>(act: () => T | Promise<T>): Promise<T> {
    const done = this.turn.then(act);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async save(file: string, header: Operations['save']['asks']['header']): Promise<null> {
    this.isSaving = true;
    try {
      await writeSnapshot(this.index, file, header);
    } finally {
      this.isSaving = false;
      this.merge();
    }
    return null;
  }

  /** Merges in slices while nothing is being written; messages are heard between them. */
  private merge(): void {
    if (this.isMerging) return;
    this.isMerging = true;
    const slice = (): void => {
      this.isMerging = false;
      if (!this.isSaving && this.index.work(SLICE)) this.merge();
    };
    setImmediate(slice);
  }

  private status(): EngineStatus {
    return { companies: this.index.size('company'), demands: this.index.size('demand'), ...this.index.memory() };
  }
}
