import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, canonicalJson } from '@shuqiao/kernel';
import { Database } from '../database/database';
import type { Statement } from '../database/statement';

interface EntryRow {
  readonly id: string;
  readonly content: Record<string, unknown>;
}
interface LinkRow extends EntryRow {
  readonly position: string;
  readonly previous_hash: string;
  readonly hash: string;
}

/** What `verify` found: `brokenAt` is the first position that does not follow from the one before. */
export interface ChainReport {
  readonly entries: number;
  readonly unsealed: number;
  readonly brokenAt: number | null;
  readonly head: string;
}

export const GENESIS = '0'.repeat(64);
const BATCH = 500;

/** The hash of one link: over the hash before it and the whole entry in canonical JSON. */
export function linkHash(previous: string, content: Record<string, unknown>): string {
  return createHash('sha256').update(previous).update(canonicalJson(content)).digest('hex');
}

/** Seals committed audit entries into a hash chain, and verifies it. */
@Injectable()
export class AuditChain {
  constructor(private readonly database: Database) {}

  /** Appends all committed, unsealed entries to the chain. Returns how many. One sealer works at a time. */
  async seal(actor: Actor): Promise<number> {
    let sealed = 0;
    for (let batch = BATCH; batch === BATCH; sealed += batch) batch = await this.sealBatch(actor);
    return sealed;
  }

  /** Recomputes every link from the first; memory stays bounded by reading in batches. */
  async verify(actor: Actor): Promise<ChainReport> {
    let previous = GENESIS;
    let position = 0;
    for (;;) {
      const links = await this.database.queryOnce<LinkRow>(actor, LINKS, [position, BATCH]);
      for (const link of links) {
        const broken = Number(link.position) !== position + 1 || link.previous_hash !== previous;
        if (broken || link.hash !== linkHash(previous, link.content))
          return this.report(actor, position, position + 1, previous);
        previous = link.hash;
        position += 1;
      }
      if (links.length < BATCH) return this.report(actor, position, null, previous);
    }
  }

  private sealBatch(actor: Actor): Promise<number> {
    return this.database.transaction(actor, async () => {
      await this.database.query(LOCK, []);
      const [head] = await this.database.query<{ position: string; hash: string }>(HEAD, []);
      let previous = head?.hash ?? GENESIS;
      let position = Number(head?.position ?? 0);
      const entries = await this.database.query<EntryRow>(UNSEALED, [BATCH]);
      const links = entries.map(({ id, content }) => {
        const link = { position: ++position, entry_id: id, previous_hash: previous, hash: linkHash(previous, content) };
        previous = link.hash;
        return link;
      });
      if (links.length) await this.database.query(APPEND, [JSON.stringify(links)]);
      return links.length;
    });
  }

  private async report(actor: Actor, entries: number, brokenAt: number | null, head: string): Promise<ChainReport> {
    const [row] = await this.database.queryOnce<{ count: string }>(actor, COUNT_UNSEALED, []);
    return { entries, unsealed: Number(row?.count ?? 0), brokenAt, head };
  }
}

const LOCK: Statement = { name: 'audit.lock', text: `SELECT pg_advisory_xact_lock(hashtext('audit-chain'))` };
const HEAD: Statement = {
  name: 'audit.head',
  text: 'SELECT position, hash FROM audit_links ORDER BY position DESC LIMIT 1',
};
// `sealed` rows leave the partial queue table, so that the look-up never grows with the history.
const UNSEALED: Statement = {
  name: 'audit.unsealed',
  text: `SELECT entry.id, to_jsonb(entry) AS content FROM audit_unsealed queue JOIN audit_entries entry ON entry.id = queue.entry_id
         ORDER BY entry.id LIMIT $1`,
};
const APPEND: Statement = {
  name: 'audit.append',
  text: `WITH link AS (
           INSERT INTO audit_links (position, entry_id, previous_hash, hash)
           SELECT position, entry_id, previous_hash, hash FROM jsonb_to_recordset($1::jsonb)
             AS row(position bigint, entry_id uuid, previous_hash text, hash text) RETURNING entry_id)
         DELETE FROM audit_unsealed USING link WHERE audit_unsealed.entry_id = link.entry_id`,
};
const LINKS: Statement = {
  name: 'audit.links',
  text: `SELECT link.position, link.previous_hash, link.hash, entry.id, to_jsonb(entry) AS content
         FROM audit_links link LEFT JOIN audit_entries entry ON entry.id = link.entry_id
         WHERE link.position > $1 ORDER BY link.position LIMIT $2`,
};
const COUNT_UNSEALED: Statement = { name: 'audit.count-unsealed', text: 'SELECT count(*) FROM audit_unsealed' };
