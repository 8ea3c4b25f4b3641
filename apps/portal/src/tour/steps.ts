interface Taken {
  readonly title: string;
  readonly reached: string;
  readonly milliseconds: number;
}

/** Takes steps one after the other, prints each with the state it reached, and sums up in a table. */
export class Steps {
  private readonly taken: Taken[] = [];

  constructor(private readonly print: (line: string) => void) {}

  async take<T>(title: string, step: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await step();
    const reached = String(result);
    this.taken.push({ title, reached, milliseconds: Math.round(performance.now() - start) });
    this.print(`${String(this.taken.length).padStart(2)}. ${title} → ${reached}`);
    return result;
  }

  /** Says more about the step that was taken last. */
  note(line: string): void {
    this.print(`      ${line}`);
  }

  table(): void {
    const width = Math.max(...this.taken.map(({ title }) => title.length));
    this.print('');
    this.print(`${'step'.padEnd(width)}   ms  state`);
    for (const { title, reached, milliseconds } of this.taken) {
      this.print(`${title.padEnd(width)} ${String(milliseconds).padStart(4)}  ${shortened(reached)}`);
    }
  }
}

/** Answers `result` when the portal reached what was expected. @throws Error that shows both otherwise. */
export function expectEqual<T>(reached: unknown, expected: unknown, result: T): T {
  if (reached !== expected) throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(reached)}`);
  return result;
}

const MOST_SHOWN = 60;

function shortened(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text;
}
