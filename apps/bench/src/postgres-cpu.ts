import { readdirSync, readFileSync } from 'node:fs';
import type { Client } from 'pg';

// proc(5): utime and stime count in ticks of 1/100 second on every Linux that Node runs on.
const TICK_MS = 10;

/** Measures the CPU time of a PostgreSQL server on this machine by /proc; tells nothing on other systems. */
export class PostgresCpu {
  private constructor(private readonly postmaster: number | null) {}

  static async of(client: Client): Promise<PostgresCpu> {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return new PostgresCpu(process.platform === 'linux' ? (fieldsOf(rows[0]?.pid ?? 0)?.parent ?? null) : null);
  }

  /** CPU milliseconds that the server and all its processes have used so far, ended ones included; null where unknown. */
  milliseconds(): number | null {
    if (this.postmaster === null) return null;
    const own = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), fields: fieldsOf(Number(name)) }))
      .filter(({ pid, fields }) => pid === this.postmaster || fields?.parent === this.postmaster);
    return own.reduce((sum, { fields }) => sum + (fields ? (fields.own + fields.ended) * TICK_MS : 0), 0);
  }
}

function fieldsOf(pid: number): { parent: number; own: number; ended: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in parentheses, which may itself hold spaces.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, utime = 0, stime = 0, cutime = 0, cstime = 0] = [1, 11, 12, 13, 14].map(
      (index) => fields[index],
    );
    return { parent, own: utime + stime, ended: cutime + cstime };
  } catch {
    return null;
  }
}
