import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from '@shuqiao/kernel';
import type { PoolClient, QueryResultRow } from 'pg';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import type { ReadConnections } from './read-connections';
import type { Statement } from './statement';

interface Transaction {
  readonly manager: EntityManager;
  readonly client: PoolClient;
}

const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS = 3;

/**
 * The one way to the database. `transaction` opens one or joins the one that is already open in this call chain, so
 * that services call each other and still commit once.
 */
export class Database {
  private readonly current = new AsyncLocalStorage<Transaction>();

  constructor(
    readonly dataSource: DataSource,
    private readonly reads: ReadConnections,
  ) {}

  /**
   * Runs `work` in one transaction as the actor: row-level security sees the actor's companies. A deadlock or
   * serialisation failure is tried again, up to three times in all, so `work` must touch nothing but the database.
   */
  async transaction<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    if (this.current.getStore()) return work();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(actor, work);
      } catch (error) {
        if (attempt === ATTEMPTS || !RETRIED.has(sqlState(error))) throw error;
      }
    }
  }

  /** The entity manager of the transaction that is open. Writes outside a transaction are a defect. */
  get manager(): EntityManager {
    return this.open().manager;
  }

  repository<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.manager.getRepository(entity);
  }

  /** Runs a prepared statement in the open transaction. */
  async query<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.open().client.query<Row>({ ...statement, values: [...values] });
    return rows;
  }

  /**
   * Runs a prepared statement on the shared pipelined connections, outside any transaction: for hot reads of what is
   * public, since no actor is known to row-level security there.
   */
  read<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return this.reads.query<Row>(statement, values);
  }

  private open(): Transaction {
    const transaction = this.current.getStore();
    if (!transaction) throw new Error('No transaction is open: wrap the call in Database.transaction(actor, …)');
    return transaction;
  }

  private async attempt<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      await runner.startTransaction();
      await client.query({
        ...ACT_AS,
        values: [actor.memberships.map((m) => m.companyId).join(), actor.accountId ?? ''],
      });
      const result = await this.current.run({ manager: runner.manager, client }, work);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

// `true` makes the setting local to the transaction, so a pooled connection never keeps an actor.
const ACT_AS: Statement = {
  name: 'database.act-as',
  text: `SELECT set_config('shuqiao.companies', $1, true), set_config('shuqiao.account', $2, true)`,
};

/** The SQLSTATE of a database error, or an empty text. */
export function sqlState(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
