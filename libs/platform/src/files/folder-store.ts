import { createReadStream } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore, MissingObject, type StoredObject } from './file-store';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Files in a folder, spread over 256 subfolders by the end of the id, its random part. */
export class FolderStore extends FileStore {
  constructor(private readonly root: string) {
    super();
  }

  // On the same file system as the final place, so that the move into it is atomic.
  async staging(): Promise<string> {
    const folder = join(this.root, 'incoming');
    await mkdir(folder, { recursive: true });
    return folder;
  }

  async put(id: string, stagedPath: string): Promise<void> {
    const folder = join(this.root, id.slice(-2));
    await mkdir(folder, { recursive: true });
    await rename(stagedPath, join(folder, id));
    await syncFolder(folder);
  }

  async open(id: string): Promise<Readable> {
    const path = this.pathOf(id);
    await stat(path).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new MissingObject(id) : error;
    });
    return createReadStream(path);
  }

  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  async *list(): AsyncIterable<StoredObject> {
    await mkdir(this.root, { recursive: true });
    for await (const folder of await opendir(this.root)) {
      if (!/^[0-9a-f]{2}$/.test(folder.name)) continue;
      for await (const entry of await opendir(join(this.root, folder.name))) {
        if (!ID.test(entry.name)) continue;
        const found = await stat(join(this.root, folder.name, entry.name)).catch(() => null);
        if (found) yield { id: entry.name, storedAt: found.mtime };
      }
    }
  }

  private pathOf(id: string): string {
    if (!ID.test(id)) throw new MissingObject(id);
    return join(this.root, id.slice(-2), id);
  }
}

// A rename survives a power failure only when the folder itself is written out; not every file system offers that.
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (!handle) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}
