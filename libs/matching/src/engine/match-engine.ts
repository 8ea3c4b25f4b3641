import { join } from 'node:path';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@shuqiao/kernel';
import { CONFIG, type Config, createLogger } from '@shuqiao/platform';
import type { TextFeatures } from '@shuqiao/text';
import { readId } from './index/ids';
import type { Hit } from './index/impact-index';
import type { Hits, Meetings, SearchOptions } from './index/searcher';
import type { Collection } from './limits';
import { sweepDrafts } from './store/snapshot-file';
import { spaceOf, type Position, TextFeatureChanges } from './store/text-feature-changes';
import { REMOVED_KEPT_MS } from './store/text-feature-store';
import { buffersOf, type Change, packChanges } from './thread/changes';
import { EngineBusyError, EngineHost, EngineLostError } from './thread/engine-host';
import type { EngineStatus } from './thread/protocol';

const MOST_WAITING = 200;
const FOLLOW_MS = 1_000;
const SAVE_MS = 600_000;
/** Less than rows of texts that went are kept, so that what starts from a snapshot hears of all that went since. */
const SNAPSHOT_KEPT_MS = REMOVED_KEPT_MS / 2;
const MOST_PAUSE_MS = 30_000;

/**
 * This program's index of all texts that take part in the match: a thread that starts from a snapshot or from the
 * database, follows the changes of all programs, and is made anew when it is lost.
 */
@Injectable()
export class MatchEngine implements OnModuleDestroy {
  private readonly host = new EngineHost({ mostWaiting: MOST_WAITING, onLost: (fault) => this.recover(fault) });
  private readonly file: string;
  private readonly logger;
  private space: string | undefined;
  private ready: Promise<void> | undefined;
  private position: Position = { mark: '0', seen: new Map() };
  private history: string | null = null;
  private unsaved = 0;
  private followedAt = 0;
  private isReady = false;
  private isClosed = false;
  private awaiting = 0;
  private running: Promise<unknown> = Promise.resolve();
  private queued: Promise<void> | undefined;
  private timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly changes: TextFeatureChanges,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.file = join(config.DATA_DIR, 'match', 'index.snapshot');
    this.logger = createLogger(config.LOG_LEVEL, 'match-engine');
  }

  /**
   * Begins, if it has not yet, and waits until the index holds all that was committed before. Texts of an edition whose
   * features do not meet this one's are left out.
   */
  async open(edition: string): Promise<void> {
    if (this.isClosed) throw new EngineLostError('The match is closed');
    if (this.space !== spaceOf(edition)) {
      this.space = spaceOf(edition);
      this.reopen(this.ready);
    }
    await this.ready;
  }

  /**
   * Finds in a collection what meets a text of the other side, best first.
   * @throws EngineBusyError when too much waits, EngineLostError when the thread is lost meanwhile: both may be tried again
   * @throws RangeError for a text or options that are not as they should be
   */
  async search(collection: Collection, text: TextFeatures, options: SearchOptions = {}): Promise<Hit[]> {
    const { count, ids, scores, lexical, cosine } = await this.searchColumns(collection, text, options);
    return Array.from({ length: count }, (_, index) => ({
      id: readId(ids, index * 4),
      score: scores[index] as number,
      lexical: lexical[index] as number,
      cosine: cosine[index] as number,
    }));
  }

  /** The same in columns, for whoever searches a hundred thousand times. */
  async searchColumns(collection: Collection, text: TextFeatures, options: SearchOptions): Promise<Hits> {
    await this.untilReady();
    return this.host.ask('search', { collection, text, options });
  }

  /** What a text and some of a collection have in common, by ids of four numbers each: what a search finds of them. */
  async meet(collection: Collection, text: TextFeatures, ids: Uint32Array): Promise<Meetings> {
    await this.untilReady();
    return this.host.ask('meet', { collection, text, ids });
  }

  async status(): Promise<EngineStatus> {
    await this.untilReady();
    return this.host.ask('status', {});
  }

  /** Waits until the index holds all that was committed before the call, by whichever program. */
  async catchUp(): Promise<void> {
    await this.untilReady();
    await this.follow();
  }

  /** Writes a snapshot if anything has changed since the last. */
  async save(): Promise<void> {
    const { history, space } = this;
    if (!history || !space) return;
    // In turn with following: the position must be that of what is written.
    const saved = this.running
      .catch(() => undefined)
      .then(async () => {
        const { unsaved } = this;
        if (!this.isReady || !unsaved) return;
        const header = { space, history, mark: this.position.mark, savedAt: this.clock.now().getTime() };
        await this.host.ask('save', { file: this.file, header });
        this.unsaved -= unsaved;
      });
    this.running = saved.catch(() => undefined);
    await saved;
  }

  async onModuleDestroy(): Promise<void> {
    this.isClosed = true;
    this.clearTimers();
    if (this.isReady) await this.save().catch((error: unknown) => this.warn(error, 'no snapshot was written'));
    await this.host.stop();
    await Promise.allSettled([this.ready, this.running]);
  }

  private reopen(after?: Promise<void>, isLost = false): void {
    this.isReady = false;
    this.clearTimers();
    this.ready = Promise.resolve(after?.catch(() => undefined)).then(() => this.begin(isLost));
    // Whoever waits for it hears of it; nobody has to.
    this.ready.catch(() => undefined);
  }

  /** Tries until it works or the program ends: without the index there is no match. */
  private async begin(isLost: boolean): Promise<void> {
    for (let pause = isLost ? 1_000 : 0; ; pause = Math.min(MOST_PAUSE_MS, pause * 2 || 1_000)) {
      await new Promise((resolve) => setTimeout(resolve, pause).unref());
      if (this.isClosed) throw new EngineLostError('The match is closed');
      try {
        if (!this.host.isRunning) this.host.start();
        // What was under way for the index before must not fall into this one.
        await Promise.allSettled([this.queued, this.running]);
        await this.load();
        this.isReady = true;
        return this.schedule();
      } catch (error) {
        this.warn(error, 'the index could not be loaded');
      }
    }
  }

  private async load(): Promise<void> {
    const space = this.space as string;
    const { position, history } = await this.changes.now();
    this.history = history;
    await sweepDrafts(this.file);
    const notBefore = this.clock.now().getTime() - SNAPSHOT_KEPT_MS;
    const of = { space, history: history ?? '', notBefore };
    const header = history ? await this.host.ask('load', { file: this.file, of }) : null;
    this.position = header ? { mark: header.mark, seen: new Map() } : position;
    this.unsaved = 0;
    if (!header) {
      await this.host.ask('clear', {});
      for await (const page of this.changes.all(space)) await this.apply(page, true);
      await this.host.ask('apply', { changes: packChanges([]), isLoading: false });
    }
    await this.follow();
  }

  /** Those who come while a round runs share the next one, which begins after they came. */
  private follow(): Promise<void> {
    this.queued ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.queued = undefined;
        const round = this.round();
        this.running = round;
        return round;
      });
    return this.queued;
  }

  /** Follows, unless rows of texts that went may be gone already: then it begins anew. */
  private async keepUp(): Promise<void> {
    if (this.clock.now().getTime() - this.followedAt > SNAPSHOT_KEPT_MS) this.reopen();
    else await this.follow();
  }

  private async round(): Promise<void> {
    this.position = await this.changes.since(this.position, this.space as string, (page) => this.apply(page, false));
    this.followedAt = this.clock.now().getTime();
  }

  private async apply(page: readonly Change[], isLoading: boolean): Promise<void> {
    if (!page.length) return;
    const changes = packChanges(page);
    await this.host.ask('apply', { changes, isLoading }, buffersOf(changes));
    this.unsaved += page.length;
  }

  private clearTimers(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers = [];
  }

  private schedule(): void {
    if (this.isClosed) return;
    this.clearTimers();
    this.repeat(0, FOLLOW_MS, () => this.keepUp());
    this.repeat(1, SAVE_MS, () => this.save());
  }

  private repeat(place: number, pause: number, act: () => Promise<void>): void {
    const again = (): void => {
      if (!this.isReady || this.isClosed) return;
      this.timers[place] = setTimeout(() => {
        void act()
          .catch((error: unknown) => this.warn(error, 'the index is not up to date'))
          .then(again);
      }, pause).unref();
    };
    again();
  }

  private recover(fault: Error): void {
    if (this.isClosed) return;
    this.logger.error({ err: fault }, 'the thread of the match was lost; it starts anew');
    // A begin under way notices by itself and tries again.
    if (this.isReady) this.reopen(undefined, true);
  }

  private async untilReady(): Promise<void> {
    if (!this.ready) throw new EngineLostError('The match has not begun');
    if (this.awaiting >= MOST_WAITING)
      throw new EngineBusyError(`${this.awaiting} requests wait for the match already`);
    this.awaiting += 1;
    try {
      await this.ready;
    } finally {
      this.awaiting -= 1;
    }
  }

  private warn(error: unknown, text: string): void {
    if (!this.isClosed) this.logger.warn({ err: error }, text);
  }
}
