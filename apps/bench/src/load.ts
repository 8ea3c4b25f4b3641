import { Agent, request as httpRequest } from 'node:http';

/** One request as it goes to a server. */
export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** What a run of load showed; times in milliseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly failures: number;
  readonly milliseconds: number;
  readonly latencies: readonly number[];
}

/** Clients that keep their connections, to one server on the loopback interface. */
export class Clients {
  private readonly agent: Agent;

  constructor(
    private readonly port: number,
    private readonly count: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: count, maxFreeSockets: count });
  }

  call({ method, path, headers, body }: HttpCall): Promise<HttpAnswer> {
    const typed =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port: this.port,
        agent: this.agent,
        method,
        path,
        headers: { ...headers, ...typed },
      };
      const request = httpRequest(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
        response.on('error', reject);
      });
      request.setTimeout(15_000, () => request.destroy(new Error('No answer in 15 seconds')));
      request.on('error', reject).end(body);
    });
  }

  /**
   * Every client sends the next call as soon as its last was answered, until the time is up and at least so many were
   * sent.
   */
  async repeat(next: (index: number) => HttpCall, milliseconds: number, least = 0): Promise<LoadResult> {
    const end = performance.now() + milliseconds;
    let index = 0;
    return this.run(() => (index < least || performance.now() < end ? next(index++) : undefined));
  }

  /** Sends each call once, as many at a time as there are clients. */
  async once(calls: readonly HttpCall[]): Promise<LoadResult> {
    let index = 0;
    return this.run(() => calls[index++]);
  }

  close(): void {
    this.agent.destroy();
  }

  private async run(next: () => HttpCall | undefined): Promise<LoadResult> {
    const latencies: number[] = [];
    let failures = 0;
    const started = performance.now();
    const work = async () => {
      for (let call = next(); call; call = next()) {
        const sent = performance.now();
        const status = await this.call(call).then(
          (answer) => answer.status,
          () => 0,
        );
        latencies.push(performance.now() - sent);
        if (status < 200 || status > 299) failures += 1;
      }
    };
    await Promise.all(Array.from({ length: this.count }, work));
    return { requests: latencies.length, failures, milliseconds: performance.now() - started, latencies };
  }
}
