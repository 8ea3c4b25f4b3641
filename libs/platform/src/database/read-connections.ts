import { Client, type ClientConfig, type CustomTypesConfig, type QueryResultRow } from 'pg';
import { gather } from './open-transaction';
import { send } from './send';
import type { Statement } from './statement';
import { takeRowsAsBytes, VALUES, VALUES_WITH_JSON_BYTES } from './undecoded-rows';

/**
 * A few shared connections on which statements are pipelined: a statement is sent without waiting for the one before,
 * which saves a third of the CPU of hot reads. Answers of one connection come in order, so a statement waits for those
 * before it: nothing slow may run here, and what comes next goes where the fewest wait.
 */
export class ReadConnections {
  private readonly slots: (Promise<Client> | undefined)[];
  /** How many statements of each slot have no answer yet. */
  private readonly waiting: number[];
  private readonly gathering = new Set<Client>();
  private next = 0;
  private closed = false;

  constructor(
    private readonly config: ClientConfig,
    size: number,
  ) {
    this.slots = new Array<undefined>(size).fill(undefined);
    this.waiting = new Array<number>(size).fill(0);
  }

  query<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return this.send(statement, values, VALUES);
  }

  /** The same, with values of the types `json` and `jsonb` as bytes. */
  queryJson<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return this.send(statement, values, VALUES_WITH_JSON_BYTES);
  }

  private async send<Row extends QueryResultRow>(
    { name, text }: Statement,
    values: readonly unknown[],
    types: CustomTypesConfig,
  ): Promise<Row[]> {
    const slot = this.next;
    this.waiting[slot]! += 1;
    try {
      const client = await (this.slots[slot] ??= this.connect(slot));
      this.gather(client);
      const { rows } = await send<Row>(client, { name, text, values: values as unknown[], types });
      return rows;
    } finally {
      this.waiting[slot]! -= 1;
    }
  }

  /**
   * Holds what is written until the event loop has been round once, and takes another connection then: statements of
   * requests that came in together leave in one system call, which is a quarter of the CPU of a small read.
   */
  private gather(client: Client): void {
    if (this.gathering.has(client)) return;
    this.gathering.add(client);
    gather(client);
    setImmediate(() => {
      this.gathering.delete(client);
      this.next = this.waiting.indexOf(Math.min(...this.waiting));
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    const open = this.slots.filter((slot) => slot !== undefined);
    await Promise.allSettled(open.map(async (slot) => (await slot).end()));
  }

  private async connect(slot: number): Promise<Client> {
    if (this.closed) throw new Error('The read connections are closed');
    const options = `${this.config.options ?? ''} ${PLANNED_ONCE}`;
    const client = new Client({ ...this.config, options, pipeline: true } as ClientConfig);
    takeRowsAsBytes(client);
    // A broken connection is dropped and made anew by the next statement; the statements in flight fail by themselves.
    const drop = () => (this.slots[slot] = undefined);
    client.on('error', drop).on('end', drop);
    try {
      await client.connect();
    } catch (error) {
      drop();
      throw error;
    }
    return client;
  }
}

// Left to itself PostgreSQL plans a statement anew for each reader as soon as the tables are large, since it believes that
// this is cheaper: planning was half of what a page of a million demands cost.
const PLANNED_ONCE = '-c plan_cache_mode=force_generic_plan';
