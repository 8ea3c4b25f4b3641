import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const FAKE_KEY = 'sk-test-4f1c9e7a-never-to-be-seen';
export const FAKE_MODEL = 'fake-embed';

/** What was asked. Anything that is not as it should be is in `faults`. */
export interface FakeRequest {
  readonly model: string;
  readonly input: readonly string[];
  readonly dimensions: number | undefined;
}

/** How the endpoint answers, with the vectors it would give. */
export type Behaviour = (response: ServerResponse, vectors: number[][], request: FakeRequest) => void;

/** What each text is about: texts that meet patterns of one number are alike, whatever their words. */
export type Senses = readonly (readonly [RegExp, number])[];

export interface FakeEmbeddings {
  readonly url: string;
  readonly requests: FakeRequest[];
  /** What was wrong with requests: path, method, headers, members. */
  readonly faults: string[];
  behaviour: Behaviour;
  dimensions: number;
  senses: Senses;
  stop(): Promise<void>;
}

const json = (response: ServerResponse, status: number, body: unknown, headers = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** Answers as it should, and backwards, since the order is told by the index alone. */
export const willing: Behaviour = (response, vectors, { model }) =>
  json(response, 200, {
    object: 'list',
    model,
    data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })).reverse(),
    usage: { prompt_tokens: 1, total_tokens: 1 },
  });

export const failing =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (response, _vectors, { input }) =>
    // As real ones do, it repeats what it was sent.
    json(response, status, { error: { message: `Trouble with ${FAKE_KEY} and ${input.join()}` } }, headers);

export const saying =
  (body: string): Behaviour =>
  (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);

/** Changes what it should answer. */
export const giving =
  (change: (vectors: number[][]) => unknown[]): Behaviour =>
  (response, vectors) =>
    json(response, 200, { data: change(vectors).map((embedding, index) => ({ index, embedding })) });

export const silent: Behaviour = () => undefined;
export const hangingUp: Behaviour = (response) => response.destroy();

/** A local endpoint as OpenAI, Ollama and text-embeddings-inference speak, which looks at everything it is sent. */
export async function startFakeEmbeddings(key = FAKE_KEY): Promise<FakeEmbeddings> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const fake: FakeEmbeddings = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    ...{ requests: [], faults: [], behaviour: willing, dimensions: 16, senses: [] },
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
    fake.faults.push(...faultsOf(request, body, key));
    const asked = body as unknown as FakeRequest;
    fake.requests.push({ model: asked.model, input: asked.input, dimensions: asked.dimensions });
    const vectors = asked.input.map((text) => vectorOf(text, asked.dimensions ?? fake.dimensions, fake.senses));
    fake.behaviour(response, vectors, asked);
  }
  return fake;
}

function faultsOf({ method, url, headers }: IncomingMessage, body: Record<string, unknown>, key: string): string[] {
  const expected: [string, unknown, unknown][] = [
    ['method', method, 'POST'],
    ['path', url, '/v1/embeddings'],
    ['content-type', headers['content-type'], 'application/json'],
    ['authorization', headers.authorization, key ? `Bearer ${key}` : undefined],
    ['encoding_format', body.encoding_format, 'float'],
    ['model', typeof body.model === 'string' && body.model !== '', true],
    ['input', Array.isArray(body.input) && body.input.every((text) => typeof text === 'string' && text), true],
    [
      'members',
      Object.keys(body)
        .filter((name) => name !== 'dimensions')
        .join(),
      'model,input,encoding_format',
    ],
  ];
  return expected.filter(([, is, should]) => is !== should).map(([name, is]) => `${name}: ${String(is)}`);
}

/** A direction for each sense, a little of the text's own, and much that all texts share, as with real models. */
function vectorOf(text: string, dimensions: number, senses: Senses): number[] {
  const bytes = createHash('sha256').update(text).digest();
  const vector = Array.from({ length: dimensions }, (_, index) => ((bytes[index % 32] ?? 0) / 255 - 0.5) * 0.1);
  vector[0] = 2;
  for (const [pattern, sense] of senses) if (pattern.test(text)) vector[sense] = (vector[sense] ?? 0) + 1;
  return vector;
}
