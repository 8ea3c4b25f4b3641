import type { TextFeatures } from '@shuqiao/text';
import type { Hits, Meetings, SearchOptions } from '../index/searcher';
import type { Collection } from '../limits';
import type { SnapshotHeader, SnapshotOf } from '../store/snapshot-layout';
import type { Changes } from './changes';

/** What the thread of the index can be asked, and what it answers. */
export interface Operations {
  /** `isLoading` while much comes at once: parts are then made as large as they can be. */
  apply: { readonly asks: { readonly changes: Changes; readonly isLoading: boolean }; readonly answers: null };
  search: {
    readonly asks: { readonly collection: Collection; readonly text: TextFeatures; readonly options: SearchOptions };
    readonly answers: Hits;
  };
  meet: {
    readonly asks: { readonly collection: Collection; readonly text: TextFeatures; readonly ids: Uint32Array };
    readonly answers: Meetings;
  };
  status: { readonly asks: Record<never, never>; readonly answers: EngineStatus };
  save: { readonly asks: { readonly file: string; readonly header: SnapshotHeader }; readonly answers: null };
  /** Null when there is no snapshot that fits. */
  load: { readonly asks: { readonly file: string; readonly of: SnapshotOf }; readonly answers: SnapshotHeader | null };
  /** Forgets everything. */
  clear: { readonly asks: Record<never, never>; readonly answers: null };
}

export type Operation = keyof Operations;

export interface EngineStatus {
  readonly companies: number;
  readonly demands: number;
  /** Bytes of postings and directories. */
  readonly index: number;
  readonly vectors: number;
}

export interface Request<O extends Operation = Operation> {
  readonly id: number;
  readonly operation: O;
  readonly asks: Operations[O]['asks'];
}

export type Reply =
  | { readonly id: number; readonly answers: unknown }
  | { readonly id: number; readonly fault: { readonly name: string; readonly message: string } };
