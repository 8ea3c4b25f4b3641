import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database } from '../database/database';
import type { Statement } from '../database/statement';
import { FileStore } from './file-store';

const BATCH = 500;
const DAY = 24 * 3600 * 1000;

/** Clears away what crashes leave behind: bytes without a row, and uploads that were never finished. */
@Injectable()
export class FileSweep {
  constructor(
    private readonly database: Database,
    private readonly store: FileStore,
    private readonly clock: Clock,
  ) {}

  /** Only what is a day old is looked at, since an upload puts its bytes before its row. Returns how many went. */
  async run(actor: Actor): Promise<number> {
    const before = new Date(this.clock.now().getTime() - DAY);
    let removed = await this.clearStaging(before);
    let batch: string[] = [];
    for await (const { id, storedAt } of this.store.list()) {
      if (storedAt < before) batch.push(id);
      if (batch.length < BATCH) continue;
      removed += await this.clear(actor, batch);
      batch = [];
    }
    return removed + (await this.clear(actor, batch));
  }

  private async clear(actor: Actor, ids: readonly string[]): Promise<number> {
    if (!ids.length) return 0;
    const orphans = await this.database.queryOnce<{ id: string }>(actor, ORPHANS, [[...ids]]);
    for (const { id } of orphans) await this.store.remove(id);
    return orphans.length;
  }

  private async clearStaging(before: Date): Promise<number> {
    const folder = await this.store.staging();
    let removed = 0;
    for (const name of await readdir(folder)) {
      const found = await stat(join(folder, name)).catch(() => null);
      if (!found || found.mtime >= before) continue;
      await rm(join(folder, name), { force: true });
      removed += 1;
    }
    return removed;
  }
}

const ORPHANS: Statement = {
  name: 'files.orphans',
  text: `SELECT id FROM unnest($1::uuid[]) AS stored (id) WHERE NOT EXISTS (SELECT FROM files WHERE files.id = stored.id)`,
};
