/** A bucket has room for one minute's tokens and fills steadily. */
interface Bucket {
  tokens: number;
  /** Milliseconds of the clock at which `tokens` was right. */
  at: number;
}

const MINUTE = 60_000;
/** Some 10 MB at most. */
const MOST_BUCKETS = 100_000;

/**
 * Limits how often each of many subjects comes, in this process's memory alone: asking costs less than a microsecond and
 * waits for nothing. When there is no room the bucket that was begun first is forgotten, so that memory stays bounded
 * and its subject merely starts anew.
 */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();
  private readonly perMillisecond: number;

  /** @param now Milliseconds of a clock that never goes back. */
  constructor(
    private readonly perMinute: number,
    private readonly most = MOST_BUCKETS,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.perMillisecond = perMinute / MINUTE;
  }

  get size(): number {
    return this.buckets.size;
  }

  /** Takes a token of the subject. Returns 0 when it got one, else the seconds until there is one. */
  take(subject: string): number {
    const at = this.now();
    const bucket = this.buckets.get(subject);
    if (!bucket) {
      if (this.buckets.size >= this.most) this.forgetFirst();
      this.buckets.set(subject, { tokens: this.perMinute - 1, at });
      return 0;
    }
    const tokens = Math.min(this.perMinute, bucket.tokens + (at - bucket.at) * this.perMillisecond);
    bucket.at = at;
    if (tokens < 1) {
      bucket.tokens = tokens;
      return Math.ceil((1 - tokens) / this.perMillisecond / 1000);
    }
    bucket.tokens = tokens - 1;
    return 0;
  }

  private forgetFirst(): void {
    for (const subject of this.buckets.keys()) {
      this.buckets.delete(subject);
      return;
    }
  }
}
