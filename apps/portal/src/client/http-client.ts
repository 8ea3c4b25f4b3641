import { createHash } from 'node:crypto';
import type { Json } from '@shuqiao/kernel';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // What an API answers is looked into freely by the callers, who are scripts and not programs.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

interface RequestOptions {
  readonly body?: Json | FormData;
  readonly version?: number;
}

interface ClientOptions {
  readonly language: string;
  /** Gives every POST a key made of what it says: doing the same again after a break does it once. */
  readonly repeatable?: boolean;
}

/** One person's way into the portal over HTTP; after `signIn` every request carries the session. */
export class HttpClient {
  private token: string | null = null;

  constructor(
    private readonly base: string,
    private readonly prefix: '/api/v1' | '/admin/v1',
    private readonly options: ClientOptions,
  ) {}

  async signIn(email: string, password: string): Promise<Answer> {
    const answer = await this.send('POST', '/sessions', { body: { email, password } });
    this.token = answer.body.accessToken as string;
    return answer;
  }

  /** Goes on with a session that was opened elsewhere. */
  withToken(token: string): this {
    this.token = token;
    return this;
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body: Json | FormData = {}, version?: number): Promise<Answer> {
    return this.send('POST', path, { body, version });
  }

  put(path: string, body: Json, version?: number): Promise<Answer> {
    return this.send('PUT', path, { body, version });
  }

  patch(path: string, body: Json, version: number): Promise<Answer> {
    return this.send('PATCH', path, { body, version });
  }

  delete(path: string): Promise<Answer> {
    return this.send('DELETE', path);
  }

  /** Sends one request. @throws Error with the problem document unless the answer is a success. */
  async send(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const answer = await this.attempt(method, path, options);
    if (answer.status >= 400)
      throw new Error(`${method} ${this.prefix}${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer;
  }

  /** The same, but a refusal is an answer like any other. */
  async attempt(method: string, path: string, { body, version }: RequestOptions = {}): Promise<Answer> {
    const form = body instanceof FormData;
    const response = await fetch(`${this.base}${this.prefix}${path}`, {
      method,
      headers: {
        'accept-language': this.options.language,
        ...(this.options.repeatable && method === 'POST' ? { 'idempotency-key': keyOf(path, body) } : {}),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(version === undefined ? {} : { 'if-match': `"v${version}"` }),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parse(text) };
  }
}

function keyOf(path: string, body: RequestOptions['body']): string {
  return createHash('sha256')
    .update(`${path} ${JSON.stringify(body ?? null)}`)
    .digest('hex');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Asks again and again until there is an answer, for what the worker does a moment later. @throws Error after 20 s. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const giveUp = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > giveUp) throw new Error(`Waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
