import { Injectable } from '@nestjs/common';
import { type Actor, Clock, newId } from '@shuqiao/kernel';
import { explain, MatchDetails, MatchLabels, type StoredMatch, type ToldMatch } from '@shuqiao/matching';
import { Database } from '@shuqiao/platform';
import type { Facts } from '../facts';
import type { MailSection, Receiver } from '../notice';
import { Notifier } from '../notifier.service';
import { MatchDigestLinks } from './digest-links.service';
import * as queries from './digest.query';

/** So many matches a digest tells of; what is over comes next week, if it still stands. */
const MOST_MATCHES = 10;
const MOST_REASONS = 3;
const REASON_LENGTH = 400;
const BATCH = 500;
const MOST_STEPS = 5000;

interface Delivery extends Record<string, unknown> {
  readonly digestId: string;
  readonly companyId: string;
  readonly accountId: string;
  readonly demandIds: readonly string[];
}

interface Item extends StoredMatch {
  readonly score: number;
  readonly facts: Facts;
}

/**
 * Tells companies of new matches once a week. What is told is fixed when it is the hour of a company's first receiver;
 * each receiver is mailed at his own hour, in his language. Every step is a transaction of its own that takes its row with
 * a lock: two workers never take the same, and a run that breaks off is taken up where it stopped.
 */
@Injectable()
export class MatchDigests {
  constructor(
    private readonly database: Database,
    private readonly notifier: Notifier,
    private readonly labels: MatchLabels,
    private readonly details: MatchDetails,
    private readonly links: MatchDigestLinks,
    private readonly clock: Clock,
  ) {}

  /** Returns how many mails were made. Ends early, between two steps, when the signal says so. */
  async run(actor: Actor, signal?: AbortSignal): Promise<number> {
    const goesOn = () => !signal?.aborted;
    const seeded = await this.database.queryOnce(actor, queries.SEED, [BATCH]);
    const planned = await this.database.queryOnce(actor, queries.PLAN, [BATCH, this.clock.now()]);
    if ((seeded.length === BATCH || planned.length === BATCH) && goesOn()) return this.run(actor, signal);
    for (let step = 0; step < MOST_STEPS && goesOn(); step += 1) if (!(await this.composeNext(actor))) break;
    let mails = 0;
    for (let step = 0; step < MOST_STEPS && goesOn(); step += 1) {
      const made = await this.deliverNext(actor);
      if (made === null) break;
      mails += made;
    }
    return mails;
  }

  private composeNext(actor: Actor): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const [due] = await this.database.query<{ companyId: string; dueAt: Date; tells: boolean }>(
        queries.TAKE_COMPANY,
        [now],
      );
      if (!due) return false;
      const { companyId, dueAt, tells } = due;
      const told = tells
        ? await this.database.query<{ demandId: string }>(queries.TELL, [companyId, now, MOST_MATCHES])
        : [];
      const demandIds = told.map(({ demandId }) => demandId);
      if (demandIds.length) await this.database.query(queries.DELIVER, [companyId, newId(), demandIds, dueAt]);
      await this.database.query(queries.ADVANCE, [companyId, now, dueAt]);
      return true;
    });
  }

  /** How many mails the delivery that was due made: none when nothing stands any more. Null when none was due. */
  private deliverNext(actor: Actor): Promise<number | null> {
    return this.database.transaction(actor, async () => {
      const now = this.clock.now();
      const [delivery] = await this.database.query<Delivery>(queries.TAKE_DELIVERY, [now]);
      if (!delivery) return null;
      const { digestId, companyId, accountId, demandIds } = delivery;
      const [found] = await this.database.query<Receiver & { facts: Facts } & Record<string, unknown>>(
        queries.DIGEST_RECEIVER,
        [companyId, accountId],
      );
      if (!found) return 0;
      const stored: Item[] = await this.database.query<Item & Record<string, unknown>>(queries.ITEMS, [
        companyId,
        now,
        demandIds,
      ]);
      const items = await this.details.tell(stored);
      if (!items.length) return 0;
      const { facts, ...receiver } = found;
      await this.notifier.tell(actor, digestId, {
        kind: 'match.found',
        receivers: [receiver],
        facts: { ...facts, count: items.length },
        ids: { companyId },
        sections: await this.sections(items, companyId, receiver),
        unsubscribeUrl: this.links.unsubscribeLink(companyId, accountId),
      });
      return 1;
    });
  }

  private async sections(
    items: readonly ToldMatch<Item>[],
    companyId: string,
    { accountId, language }: Receiver,
  ): Promise<MailSection[]> {
    const labelOf = await this.labels.of(
      items.flatMap(({ factors }) => factors),
      language,
    );
    return items.map(({ demandId, score, factors, facts }) => ({
      facts: { ...facts, percent: Math.floor(score * 100) },
      lines: [...factors]
        .filter(({ share }) => share > 0)
        .sort((left, right) => right.share - left.share)
        .map((factor) => explain(factor, language, labelOf).text)
        .filter((text) => text !== '')
        .slice(0, MOST_REASONS)
        .map(shortened),
      ids: { demandId },
      refusal: this.links.dismissalLink(companyId, demandId, String(accountId)),
    }));
  }
}

function shortened(text: string): string {
  return text.length > REASON_LENGTH ? `${text.slice(0, REASON_LENGTH - 1).trimEnd()}…` : text;
}
