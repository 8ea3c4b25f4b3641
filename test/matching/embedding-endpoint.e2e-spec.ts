import fs from 'node:fs';
import { FixedClock } from '@shuqiao/kernel';
import { EmbeddingEndpoint, EmbeddingError } from '@shuqiao/matching';
import { metricsText, readConfig } from '@shuqiao/platform';
import {
  type Behaviour,
  failing,
  FAKE_KEY,
  FAKE_MODEL,
  type FakeEmbeddings,
  giving,
  hangingUp,
  saying,
  silent,
  startFakeEmbeddings,
  willing,
} from '../support/fake-embeddings';

const TEXT = 'Порт Актау: 智慧港口';

describe('the embedding endpoint', () => {
  let fake: FakeEmbeddings;
  let clock: FixedClock;
  beforeEach(async () => {
    fake = await startFakeEmbeddings();
    clock = new FixedClock(new Date());
  });
  afterEach(() => fake.stop());

  const endpoint = (more: Record<string, string> = {}) =>
    new EmbeddingEndpoint(
      readConfig({
        ...{ DATABASE_URL: 'postgres://nowhere/at-all', DEMONSTRATION: 'true', LOG_LEVEL: 'silent' },
        ...{ TOKEN_SECRET: 'x'.repeat(32), DATA_KEY: Buffer.alloc(32).toString('base64') },
        ...{ EMBEDDING_URL: fake.url, EMBEDDING_MODEL: FAKE_MODEL, EMBEDDING_KEY: FAKE_KEY, ...more },
      }),
      clock,
    );
  const faultOf = async (one: EmbeddingEndpoint, texts = [TEXT], signal?: AbortSignal) => {
    const error = await one.vectorsOf(texts, { signal }).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof EmbeddingError)) throw new Error(`It should have failed, not: ${String(error)}`);
    return error;
  };

  it('is sent what it needs and nothing else, and its vectors stand in the order of the texts', async () => {
    const texts = ['one', TEXT, 'три'];
    const vectors = await endpoint().vectorsOf(texts);
    expect(fake.faults).toEqual([]);
    expect(fake.requests).toEqual([{ model: FAKE_MODEL, input: texts, dimensions: undefined }]);
    for (const [index, text] of texts.entries())
      expect(vectors[index]).toEqual((await endpoint().vectorsOf([text]))[0]);
    await endpoint({ EMBEDDING_DIMENSIONS: '12' }).vectorsOf(texts);
    expect(fake.requests.at(-1)?.dimensions).toBe(12);
  });

  it('is sent no key when there is none', async () => {
    const open = await startFakeEmbeddings('');
    await endpoint({ EMBEDDING_URL: open.url, EMBEDDING_KEY: '' }).vectorsOf([TEXT]);
    expect(open.faults).toEqual([]);
    await open.stop();
  });

  const wrong: [string, Behaviour, RegExp][] = [
    ['a fault of its own', failing(500), /answers 500$/],
    ['a wrong key', failing(401), /answers 401: EMBEDDING_KEY/],
    ['a model that it does not know', failing(404), /answers 404: EMBEDDING_URL or EMBEDDING_MODEL/],
    ['a redirect', failing(307, { location: 'http://127.0.0.1:1/v1/embeddings' }), /redirects \(307\)/],
    ['something that is no JSON', saying('<html>'), /no JSON/],
    ['a JSON of another kind', saying('{"embeddings": [[1, 2]]}'), /no vectors instead of 1/],
    ['nothing', saying('null'), /no vectors/],
    ['a vector too many', giving((vectors) => [...vectors, ...vectors]), /2 vectors instead of 1/],
    ['a vector too few', giving(() => []), /0 vectors instead of 1/],
    ['no numbers', giving(() => [['a', 'b']]), /something else than numbers/],
    ['NaN', giving(() => [[1, null]]), /something else than numbers/],
    ['infinity', saying('{"data": [{"index": 0, "embedding": [1e999]}]}'), /something else than numbers/],
    ['zeros', giving(() => [[0, 0]]), /without a direction/],
    ['base64', giving(() => ['AAAAAA==']), /no list of numbers/],
    ['an empty vector', giving(() => [[]]), /no list of numbers/],
    ['a vector without end', giving(() => [Array(8_193).fill(1)]), /more than 8192/],
    ['the same place twice', saying('{"data": [{"index": 1, "embedding": [1]}]}'), /numbers its vectors wrongly/],
    ['a body without end', saying(`{"data": "${'x'.repeat(17_000_000)}"}`), /more than 16000000 bytes/],
    ['a broken connection', hangingUp, /cannot be reached/],
  ];
  it.each(wrong)('fails with %s, and says so without key or text', async (_name, behaviour, message) => {
    fake.behaviour = behaviour;
    const error = await faultOf(endpoint());
    expect(error.message).toMatch(message);
    expect(error.fault).toBe('failed');
    for (const hidden of [FAKE_KEY, TEXT]) expect(`${error.stack} ${String(error.cause)}`).not.toContain(hidden);
  });

  it('fails when nobody is there, when its vectors differ in length, and when they are not as long as asked', async () => {
    const gone = await startFakeEmbeddings();
    await gone.stop();
    expect((await faultOf(endpoint({ EMBEDDING_URL: gone.url }))).message).toMatch(/reached: ECONNREFUSED/);
    fake.behaviour = giving(([first, second = []]) => [first, second.slice(1)]);
    expect((await faultOf(endpoint(), ['a', 'b'])).message).toMatch(/15 numbers instead of 16/);
    fake.behaviour = giving(() => [[1, 2, 3]]);
    await expect(endpoint().vectorsOf([TEXT], { dimensions: 5 })).rejects.toThrow('3 numbers instead of 5');
    expect((await faultOf(endpoint({ EMBEDDING_DIMENSIONS: '4' }))).message).toMatch(/3 numbers instead of 4/);
  });

  it('is not waited for without end, is sent less at once when it is slow, and is left when the program ends', async () => {
    fake.behaviour = silent;
    const one = endpoint({ EMBEDDING_TIMEOUT_MS: '100' });
    expect(one.batch).toBe(16);
    expect(await faultOf(one)).toMatchObject({ fault: 'slow', message: 'No answer within 100 milliseconds' });
    expect(one.batch).toBe(8);
    fake.behaviour = willing;
    await one.vectorsOf([TEXT]);
    expect(one.batch).toBe(16);
    fake.behaviour = silent;
    expect((await faultOf(endpoint(), [TEXT], AbortSignal.timeout(50))).fault).toBe('paused');
  });

  it('is left alone after three failures, each time for longer, and is asked again afterwards', async () => {
    const one = endpoint();
    fake.behaviour = failing(503);
    const asked = async () => {
      const before = fake.requests.length;
      await faultOf(one);
      return fake.requests.length > before;
    };
    const after = (seconds: number) => {
      clock.advance(seconds * 1000);
      return asked();
    };
    expect([await asked(), await asked(), await asked(), await asked()]).toEqual([true, true, true, false]);
    expect([await after(29), await after(1), await after(59), await after(1)]).toEqual([false, true, false, true]);
    for (let round = 0; round < 20; round++) expect(await after(600)).toBe(true);
    fake.behaviour = willing;
    clock.advance(600_000);
    expect(await one.vectorsOf([TEXT])).toHaveLength(1);
    fake.behaviour = failing(503);
    expect([await asked(), await asked()]).toEqual([true, true]);
  });

  it('is left alone for as long as it asks for, up to ten minutes', async () => {
    const one = endpoint();
    fake.behaviour = failing(429, { 'retry-after': '7200' });
    expect((await faultOf(one)).fault).toBe('failed');
    expect((await faultOf(one)).fault).toBe('paused');
    clock.advance(600_000);
    expect((await faultOf(one)).fault).toBe('failed');
  });

  it('gets less of a text that is too long for it, and does without one that it refuses whatever is left', async () => {
    fake.behaviour = (response, vectors, request) =>
      (request.input.some((text) => text.length > 300 || text.startsWith('bad')) ? failing(413) : willing)(
        response,
        vectors,
        request,
      );
    const vectors = await endpoint().vectorsOf(['short', 'long'.repeat(250), 'bad', 'short too']);
    expect(vectors.map((vector) => vector?.length)).toEqual([16, 16, undefined, 16]);
    expect(fake.requests.map(({ input }) => input.map(({ length }) => length))).toContainEqual([250]);
    expect(fake.faults).toEqual([]);
    fake.behaviour = failing(400);
    expect((await faultOf(endpoint(), ['short', 'other'])).message).toMatch(/refuses what it is sent \(400\)/);
  });

  it('leaves nothing of key or text in the log', async () => {
    const lines: string[] = [];
    const write = jest.spyOn(fs, 'writeSync').mockImplementation((_file, line) => {
      lines.push(String(line));
      return Buffer.byteLength(String(line));
    });
    try {
      for (const behaviour of [failing(500), failing(400), failing(401), hangingUp, saying('<html>')]) {
        fake.behaviour = behaviour;
        await faultOf(endpoint({ LOG_LEVEL: 'debug' }));
      }
    } finally {
      write.mockRestore();
    }
    expect(lines.filter((line) => line.includes('the built-in likeness stands in'))).toHaveLength(5);
    for (const hidden of [FAKE_KEY, TEXT]) expect(lines.join()).not.toContain(hidden);
  });

  it('is counted', async () => {
    fake.behaviour = failing(500);
    await faultOf(endpoint());
    const text = await metricsText();
    expect(text).toMatch(/embedding_requests_total\{outcome="ok"\} \d+/);
    expect(text).toMatch(/embedding_requests_total\{outcome="failed"\} \d+/);
    expect(text).toMatch(/embedding_request_seconds_count \d+/);
  });
});
