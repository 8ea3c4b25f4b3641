import type { Readable } from 'node:stream';

export interface StoredObject {
  /** The id of the file it was stored for. */
  readonly id: string;
  readonly storedAt: Date;
}

/** Where the bytes of files lie: a folder by default, S3 by configuration. It knows ids and bytes, nothing else. */
export abstract class FileStore {
  /** A folder in which uploads are gathered before they are put; made if missing. */
  abstract staging(): Promise<string>;

  /** Keeps the staged file under the id, whole or not at all, and takes it out of the staging folder. */
  abstract put(id: string, stagedPath: string, mediaType: string): Promise<void>;

  /** The bytes. Rejects with a {@link MissingObject} when nothing is stored under the id. */
  abstract open(id: string): Promise<Readable>;

  /** Removes what is stored under the id; nothing happens when there is nothing. */
  abstract remove(id: string): Promise<void>;

  /** Everything stored, in any order. */
  abstract list(): AsyncIterable<StoredObject>;
}

export class MissingObject extends Error {
  constructor(id: string) {
    super(`Nothing is stored under ${id}`);
    this.name = 'MissingObject';
  }
}
