import type { ClientBase, QueryConfig, QueryResult, QueryResultRow } from 'pg';

/**
 * Sends a statement and waits for its answer.
 *
 * By callback, because pg keeps the rows of an answer that it promises itself until the next full garbage collection: a
 * third of everything a list allocates survived, and moving it about was a fifth of what the list cost.
 */
export function send<Row extends QueryResultRow>(client: ClientBase, query: QueryConfig): Promise<QueryResult<Row>> {
  return new Promise((resolve, reject) => {
    client.query<Row>(query, (error: Error | undefined, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
}
