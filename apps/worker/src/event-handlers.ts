import { Injectable } from '@nestjs/common';
import type { OutboxMessage } from '@shuqiao/platform';

/** One thing to do when something happened. The name is stored in jobs: it never changes once released. */
export interface EventHandler {
  readonly name: string;
  readonly run: (message: OutboxMessage) => Promise<void>;
}

/** Which handlers an event has: the one table that wires the contexts together. */
@Injectable()
export class EventHandlers {
  readonly byEvent: Readonly<Record<string, readonly EventHandler[]>> = {};
}
