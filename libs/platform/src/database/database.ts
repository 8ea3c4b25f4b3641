import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from '@shuqiao/kernel';
import type { Pool, QueryConfig, QueryResultRow } from 'pg';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import { OpenTransaction } from './open-transaction';
import type { ReadConnections } from './read-connections';
import { send } from './send';
import type { Statement } from './statement';

const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS = 3;

/**
 * The one way to the database. `transaction` opens one or joins the one that is already open in this call chain, so
 * that services call each other and still commit once.
 */
export class Database {
  private readonly current = new AsyncLocalStorage<OpenTransaction>();

  /** TypeORM's own pool: entities and statements share its connections. */
  private readonly pool: Pool;

  constructor(
    readonly dataSource: DataSource,
    private readonly reads: ReadConnections,
  ) {
    this.pool = (dataSource.driver as unknown as { master: Pool }).master;
  }

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
    const { rows } = await send<Row>(this.open().client, { ...statement, values: [...values] });
    return rows;
  }

  /**
   * Sends a prepared statement in the open transaction without waiting for it. What it does is done when the transaction
   * commits, and a fault of it keeps the transaction from committing.
   */
  enqueue(statement: Statement, values: readonly unknown[]): void {
    this.open().enqueue({ ...statement, values: [...values] });
  }

  /**
   * Runs one prepared statement as the actor in a transaction of its own, in one round trip; joins the transaction that
   * is open, if one is.
   */
  async queryOnce<Row extends QueryResultRow>(
    actor: Actor,
    statement: Statement,
    values: readonly unknown[],
  ): Promise<Row[]> {
    if (this.current.getStore()) return this.query<Row>(statement, values);
    return this.onConnection((transaction) =>
      transaction.runOnce<Row>(opening(actor), { ...statement, values: [...values] }),
    );
  }

  /**
   * Runs a prepared statement on the shared pipelined connections, outside any transaction: for hot reads of what is
   * public, since no actor is known to row-level security there.
   */
  read<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return this.reads.query<Row>(statement, values);
  }

  /**
   * The same for what the database writes as JSON for the reader: columns of the types `json` and `jsonb` come as
   * {@link JsonBytes}, for `jsonBytes` to put together.
   */
  readJson<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return this.reads.queryJson<Row>(statement, values);
  }

  private open(): OpenTransaction {
    const transaction = this.current.getStore();
    if (!transaction) throw new Error('No transaction is open: wrap the call in Database.transaction(actor, …)');
    return transaction;
  }

  private attempt<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    return this.onConnection(async (transaction) => {
      transaction.begin(opening(actor));
      const result = await this.current.run(transaction, work);
      await transaction.commit();
      return result;
    });
  }

  private async onConnection<T>(use: (transaction: OpenTransaction) => Promise<T>): Promise<T> {
    const transaction = new OpenTransaction(await this.pool.connect(), this.dataSource);
    let broken: Error | undefined;
    try {
      return await use(transaction);
    } catch (error) {
      const cause = await transaction.cause(error);
      broken = await transaction.rollback();
      throw cause;
    } finally {
      await transaction.release(broken);
    }
  }
}

function opening(actor: Actor): QueryConfig[] {
  const companies = actor.memberships.map(({ companyId }) => companyId).join();
  return [{ text: 'BEGIN' }, { ...ACT_AS, values: [companies, actor.accountId ?? ''] }];
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
