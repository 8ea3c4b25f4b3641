import { Injectable } from '@nestjs/common';
import { type Actor, type JsonObject, newId } from '@shuqiao/kernel';
import { Database } from '../database/database';
import type { Statement } from '../database/statement';

/** Something that happened: the name carries its version, the payload carries ids only, readers look up the rest. */
export interface DomainEvent {
  /** For example `demand.published.v1`. */
  readonly name: string;
  readonly payload: JsonObject;
}

/** A message as its handlers get it, at least once; `id` recognises a repetition. */
export interface OutboxMessage extends DomainEvent {
  readonly id: string;
  readonly createdAt: string;
}

/** Publishes events in the transaction that made them true: they are handled if and only if it commits. */
@Injectable()
export class Outbox {
  constructor(private readonly database: Database) {}

  publish(actor: Actor, event: DomainEvent): Promise<void> {
    this.database.enqueue(PUBLISH, [newId(), event.name, JSON.stringify(event.payload), actor.requestId]);
    return Promise.resolve();
  }
}

// The function belongs to the owner of the tables, so that an API may announce but neither read nor change the queue.
const PUBLISH: Statement = {
  name: 'outbox.publish',
  text: 'SELECT publish_outbox_message($1::uuid, $2, $3::jsonb, $4)',
};
