import Fastify from 'fastify';
import type { Json } from '@shuqiao/kernel';
import { clientConfig } from '@shuqiao/platform';
import { Pool, type PoolClient, type QueryResult, types } from 'pg';
import { v7 as newUuid } from 'uuid';
import type { SentStatement } from './protocol';

/*
 * What everything is compared with: fastify and pg, and nothing else. It replays the statements that the portal sent
 * for the same request, transactions included, without checking who asks or what is asked.
 */

interface Call {
  /** Ids of the recorded request and those to put in their place. */
  readonly replace?: Record<string, string>;
}

const scripts = new Map<string, SentStatement[]>();
// JSON that the database has written goes out as it is, so it is not parsed.
for (const type of [types.builtins.JSON, types.builtins.JSONB]) types.setTypeParser(type, (text) => text);
const pool = new Pool({ ...clientConfig({ url: process.env.DATABASE_URL ?? '', role: 'shuqiao_company' }), max: 10 });
const app = Fastify({ bodyLimit: 20_000_000 });

app.get('/ready', () => ({ ready: true }));
app.put<{ Params: { key: string }; Body: SentStatement[] }>('/scripts/:key', (request) => {
  scripts.set(request.params.key, request.body);
  return {};
});
app.get<{ Params: { key: string } }>('/run/:key', async (request, reply) => {
  void reply.type('application/json; charset=utf-8');
  return answer(await run(script(request.params.key)));
});
app.post<{ Params: { key: string }; Body: Call }>('/run/:key', async (request, reply) => {
  const substitute = renaming(request.body.replace ?? {});
  const statements = script(request.params.key).map((one) => ({ ...one, values: substitute(one.values) as Json[] }));
  void reply.status(201).type('application/json; charset=utf-8');
  return answer(await run(statements));
});

function script(key: string): SentStatement[] {
  return scripts.get(key) ?? [];
}

async function run(statements: readonly SentStatement[]): Promise<QueryResult[]> {
  const results: QueryResult[] = [];
  let transaction: PoolClient | undefined;
  try {
    for (const { name, text, values } of statements) {
      if (/^(BEGIN|START TRANSACTION)/i.test(text)) transaction = await pool.connect();
      const query = name ? { name, text, values } : { text, values };
      results.push(await (transaction ?? pool).query(query));
      if (/^COMMIT/i.test(text)) {
        transaction?.release();
        transaction = undefined;
      }
    }
    return results;
  } catch (error) {
    await transaction?.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    transaction?.release();
  }
}

/** The rows of the richest statement as JSON; text that the database has written as JSON goes out as it is. */
function answer(results: readonly QueryResult[]): string {
  const rows = results.reduce<Record<string, unknown>[]>(
    (best, { rows: own }) => (own.length > best.length ? own : best),
    [],
  );
  const texts = rows.map((row) => row.json ?? row.items).filter((text) => typeof text === 'string');
  return texts.length ? (texts.length === 1 ? String(texts[0]) : `[${texts.join()}]`) : JSON.stringify(rows);
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Puts ids in the place of recorded ones: the given ones, and a new one for each that the recorded request had made. */
function renaming(replace: Record<string, string>): (value: Json) => Json {
  const ids = new Map(Object.entries(replace));
  const rename = (value: Json): Json => {
    if (typeof value === 'string') {
      return value.replace(UUID, (id) => {
        const known = ids.get(id) ?? newUuid();
        ids.set(id, known);
        return known;
      });
    }
    return Array.isArray(value) ? value.map(rename) : value;
  };
  return rename;
}

app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) }).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
process.once('SIGTERM', () => void app.close().then(() => pool.end()));
