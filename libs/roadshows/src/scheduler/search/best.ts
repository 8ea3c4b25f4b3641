const NONE = 0x7fffffff;

/**
 * The best schedule so far and the bound, in memory that the threads share. One thread writes; the others see a copy of
 * one moment: the version is odd while somebody writes, and another afterwards.
 */
export class SharedBest {
  private readonly words: Int32Array;

  constructor(readonly memory: SharedArrayBuffer) {
    this.words = new Int32Array(memory);
  }

  static for(meetings: number): SharedBest {
    const best = new SharedBest(new SharedArrayBuffer(4 * (HEAD + meetings)));
    best.words[BREAKS] = NONE;
    return best;
  }

  /** Infinity while no schedule that places all was found. */
  get breaks(): number {
    const breaks = Atomics.load(this.words, BREAKS);
    return breaks === NONE ? Infinity : breaks;
  }

  get isOver(): boolean {
    return Atomics.load(this.words, OVER) === 1;
  }

  end(): void {
    Atomics.store(this.words, OVER, 1);
  }

  write(slotOf: Int32Array, breaks: number): void {
    Atomics.add(this.words, VERSION, 1);
    this.words.set(slotOf, HEAD);
    Atomics.store(this.words, BREAKS, breaks);
    Atomics.add(this.words, VERSION, 1);
  }

  read(): { slotOf: Int32Array; breaks: number } | undefined {
    for (;;) {
      const version = Atomics.load(this.words, VERSION);
      if (version === 0) return undefined;
      const seen = { slotOf: this.words.slice(HEAD), breaks: Atomics.load(this.words, BREAKS) };
      if ((version & 1) === 0 && version === Atomics.load(this.words, VERSION)) return seen;
    }
  }
}

const VERSION = 0;
const BREAKS = 1;
const OVER = 2;
const HEAD = 3;
