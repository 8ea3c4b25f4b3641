import type { Writable } from 'node:stream';
import type { PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { send } from './send';

/**
 * A transaction on one connection. Statements are sent without waiting for the answers to those before, so the ones
 * that open the transaction leave together with the first of the work; TypeORM joins in only when entities are asked for.
 */
export class OpenTransaction {
  private runner: QueryRunner | undefined;
  /** What was sent and nobody waits for yet. */
  private readonly pending: Promise<unknown>[] = [];

  constructor(
    readonly client: PoolClient,
    private readonly dataSource: DataSource,
  ) {
    client.on('error', ignore);
  }

  get manager(): EntityManager {
    this.runner ??= this.adopt();
    return this.runner.manager;
  }

  /** Sends the statements that open the transaction; a fault of theirs shows at the commit. */
  begin(opening: readonly QueryConfig[]): void {
    for (const statement of opening) this.enqueue(statement);
  }

  /** Sends a statement whose answer nobody needs, together with what follows it; a fault of it shows at the commit. */
  enqueue(statement: QueryConfig): void {
    gather(this.client);
    const sent = send(this.client, statement);
    sent.catch(() => undefined);
    this.pending.push(sent);
  }

  /** @throws the fault that kept it from committing; then nothing of it was kept. */
  async commit(): Promise<void> {
    gather(this.client);
    const end = send(this.client, { text: 'COMMIT' });
    await Promise.all([...this.pending, end]);
    finished(await end);
  }

  /** Sends the one statement of a transaction between its first and its last, all at once. */
  async runOnce<Row extends QueryResultRow>(opening: readonly QueryConfig[], statement: QueryConfig): Promise<Row[]> {
    this.begin(opening);
    const result = send<Row>(this.client, statement);
    this.pending.push(result);
    await this.commit();
    return (await result).rows;
  }

  /**
   * The fault behind a fault: after one that nobody waited for, the server refuses every further statement (25P02), and
   * that refusal says nothing.
   */
  async cause(fault: unknown): Promise<unknown> {
    if ((fault as { code?: unknown } | null)?.code !== '25P02') return fault;
    const settled = await Promise.allSettled(this.pending);
    return settled.find((one): one is PromiseRejectedResult => one.status === 'rejected')?.reason ?? fault;
  }

  /** Ends it after a fault. Answers what keeps the connection from being used again, if anything does. */
  async rollback(): Promise<Error | undefined> {
    await Promise.allSettled(this.pending);
    return send(this.client, { text: 'ROLLBACK' }).then(
      () => undefined,
      (error: Error) => error,
    );
  }

  async release(broken?: Error): Promise<void> {
    await this.runner?.release();
    this.client.removeListener('error', ignore);
    this.client.release(broken);
  }

  /** Has TypeORM work on this connection, inside the transaction that is open already. */
  private adopt(): QueryRunner {
    const runner = this.dataSource.createQueryRunner();
    return Object.assign(runner, { databaseConnection: this.client, isTransactionActive: true });
  }
}

// The loss of a connection in use is told by its statements; without a listener it would end the process.
function ignore(): void {}

// A COMMIT after a fault that somebody swallowed is answered by ROLLBACK, as if all were well.
function finished({ command }: QueryResult): void {
  if (command !== 'COMMIT') throw new Error('The transaction was rolled back: one of its statements had failed');
}

/** Holds back what is written until the event loop has been round once: it leaves in one system call. */
export function gather(client: object): void {
  const { stream } = (client as { connection: { stream: Writable } }).connection;
  stream.cork();
  setImmediate(() => stream.uncork());
}
