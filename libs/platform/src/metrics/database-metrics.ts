import type { Pool } from 'pg';
import type { Database } from '../database/database';
import type { DatabaseRole } from '../database/roles';
import { defineGauge, onScrape } from './metrics';

const connections = defineGauge('database_pool_connections', 'Connections for transactions, by state.', [
  'role',
  'state',
]);

/** Shows the pool of a program's transactions; returns what ends that. */
export function watchPool(role: DatabaseRole, database: Database): () => void {
  return onScrape(() => {
    const pool = (database.dataSource.driver as unknown as { master: Pool }).master;
    connections.set({ role, state: 'busy' }, pool.totalCount - pool.idleCount);
    connections.set({ role, state: 'idle' }, pool.idleCount);
    connections.set({ role, state: 'awaited' }, pool.waitingCount);
  });
}
