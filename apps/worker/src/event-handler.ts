import { type Actor, systemActor } from '@shuqiao/kernel';
import type { OutboxMessage } from '@shuqiao/platform';

/** One thing to do when something happened. The name is stored in jobs: it never changes once released. */
export interface EventHandler {
  readonly name: string;
  /** What takes long ends early, at a place where it can be taken up, when the signal says that the worker ends. */
  readonly run: (message: OutboxMessage, signal: AbortSignal) => Promise<void>;
}

/** Runs as the system, under the id of the message, which is what the audit entries refer to. */
export function handler(
  name: string,
  run: (actor: Actor, payload: OutboxMessage['payload'], signal: AbortSignal) => Promise<unknown>,
): EventHandler {
  return {
    name,
    run: async (message, signal) => void (await run(systemActor(`event:${message.id}`), message.payload, signal)),
  };
}
