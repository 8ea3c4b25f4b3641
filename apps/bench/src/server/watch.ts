import type { Json } from '@shuqiao/kernel';
import { Client } from 'pg';
import type { Answer, Question, SentStatement, Usage } from './protocol';

/*
 * Loaded into a server process before its program (node --require). Counts and, on demand, records the statements that
 * it sends, and tells over the channel to its parent what it has used. The program itself knows nothing of it.
 */

let statements = 0;
let recording: SentStatement[] | undefined;
const connections = new Map<object, number>();

const send = Client.prototype.query as (...args: unknown[]) => unknown;
Client.prototype.query = function (this: Client, ...args: unknown[]) {
  statements += 1;
  recording?.push(describe(this, args));
  return send.apply(this, args);
} as typeof Client.prototype.query;

function describe(client: object, [config, values]: unknown[]): SentStatement {
  const connection = connections.get(client) ?? connections.size;
  connections.set(client, connection);
  if (typeof config === 'string') return { connection, text: config, values: plain(values) };
  const { name, text, values: own } = config as { name?: string; text: string; values?: unknown };
  return { connection, name, text, values: plain(own ?? values) };
}

function plain(values: unknown): Json[] {
  return Array.isArray(values) ? (JSON.parse(JSON.stringify(values)) as Json[]) : [];
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, memory: process.memoryUsage.rss(), statements };
}

function answer({ ask }: Question): unknown {
  if (ask === 'usage') return usage();
  const recorded = recording ?? [];
  recording = ask === 'record' ? [] : undefined;
  return recorded;
}

process.on('message', (question: Question) =>
  process.send?.({ id: question.id, answer: answer(question) } satisfies Answer),
);
// A benchmark that was killed leaves no server behind.
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
