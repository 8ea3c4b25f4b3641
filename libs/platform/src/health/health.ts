import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@shuqiao/kernel';
import { Database } from '../database/database';
import type { Statement } from '../database/statement';
import { BUSY } from '../http/problem-kinds';

const PATIENCE = 2000;

/** Whether the program can serve: what a proxy and an orchestrator ask before they send anybody here. */
@Injectable()
export class Health {
  private ending = false;
  private missing: readonly string[] = [];
  private check: Promise<void> | undefined;

  constructor(private readonly database: Database) {}

  /** Names the migrations that this release cannot do without; later ones do not matter, so that a release can roll. */
  requireMigrations(names: readonly string[]): void {
    this.missing = names;
  }

  /** From now on the program is not ready: it is about to end. */
  announceEnd(): void {
    this.ending = true;
  }

  /**
   * Returns when the database answers within two seconds and has the migrations this release needs.
   * @throws DomainError BUSY (503) otherwise, and as soon as the program is about to end.
   */
  async requireReady(): Promise<void> {
    if (this.ending) throw new DomainError(BUSY);
    // Many may ask at once; the database is asked once.
    this.check ??= this.ask().finally(() => (this.check = undefined));
    await this.check;
    if (this.ending) throw new DomainError(BUSY);
  }

  private async ask(): Promise<void> {
    const timer = new AbortController();
    const late = sleep(PATIENCE, undefined, { signal: timer.signal }).then(refuse, () => undefined);
    try {
      await Promise.race([this.askDatabase(), late]);
    } catch {
      refuse();
    } finally {
      timer.abort();
    }
  }

  private async askDatabase(): Promise<void> {
    if (!this.missing.length) return void (await this.database.read(ALIVE, []));
    const applied = await this.database.read<{ name: string }>(APPLIED, []);
    const names = new Set(applied.map(({ name }) => name));
    this.missing = this.missing.filter((name) => !names.has(name));
    if (this.missing.length) refuse();
  }
}

function refuse(): never {
  throw new DomainError(BUSY);
}

const ALIVE: Statement = { name: 'health.alive', text: 'SELECT 1' };
const APPLIED: Statement = { name: 'health.applied', text: 'SELECT name FROM schema_migrations' };
