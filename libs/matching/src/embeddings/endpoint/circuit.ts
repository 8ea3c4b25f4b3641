import type { Clock } from '@shuqiao/kernel';

const FAILURES = 3;
const FIRST_PAUSE_MS = 30_000;
const MOST_PAUSE_MS = 600_000;

/** Keeps an endpoint that fails from being asked for a while, each time it goes on failing for twice as long. */
export class Circuit {
  private failures = 0;
  private until = 0;

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  get isOpen(): boolean {
    return this.clock.now().getTime() < this.until;
  }

  succeed(): void {
    this.failures = 0;
    this.until = 0;
  }

  /** Answers whether it pauses from now on. `waitMs`: what the endpoint itself asked for. */
  fail(waitMs: number | null = null): boolean {
    this.failures += 1;
    const pause = waitMs ?? (this.failures < FAILURES ? 0 : FIRST_PAUSE_MS * 2 ** (this.failures - FAILURES));
    this.until = this.clock.now().getTime() + Math.min(MOST_PAUSE_MS, pause);
    return pause > 0;
  }
}
