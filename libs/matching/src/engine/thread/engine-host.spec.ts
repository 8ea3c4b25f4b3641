import { newId } from '@shuqiao/kernel';
import type { TextFeatures } from '@shuqiao/text';
import type { Worker } from 'node:worker_threads';
import { ImpactIndex } from '../index/impact-index';
import { readId } from '../index/ids';
import { buffersOf, type Change, packChanges } from './changes';
import { EngineBusyError, EngineHost, EngineLostError } from './engine-host';

const textOf = (seed: number): TextFeatures => {
  const features = Uint32Array.from(new Set([seed % 7, 10 + (seed % 11), 100 + (seed % 13)]));
  return {
    features,
    impacts: features.map((feature) => 1 + ((feature * seed) % 255)) as never,
    vector: Int8Array.from({ length: 128 }, (_, index) => ((index + seed) % 13) - 6),
  };
};
const text = (seed: number): TextFeatures => ({ ...textOf(seed), impacts: Uint8Array.from(textOf(seed).impacts) });

describe('the thread of the match', () => {
  const lost: Error[] = [];
  let host: EngineHost;
  beforeEach(() => {
    lost.length = 0;
    host = new EngineHost({ mostWaiting: 50, onLost: (fault) => lost.push(fault) });
    host.start();
  });
  afterEach(() => host.stop());

  const apply = (all: readonly Change[], isLoading = false) => {
    const changes = packChanges(all);
    return host.ask('apply', { changes, isLoading }, buffersOf(changes));
  };
  const some = (count: number): Change[] =>
    Array.from({ length: count }, (_, index) => ({
      collection: index % 3 ? 'company' : 'demand',
      id: newId(),
      text: text(index),
    }));

  it('answers as the index itself does, through changes and removals', async () => {
    const index = new ImpactIndex();
    const changes = some(1_200);
    const again = changes
      .filter((_, place) => place % 4 === 0)
      .map((change, place) => ({ ...change, text: text(place + 5) }));
    const gone = changes.filter((_, place) => place % 5 === 0).map((change) => ({ ...change, text: null }));
    for (const { collection, id, text: put } of [...changes, ...again, ...gone])
      if (put) index.put(collection, id, put);
      else index.remove(collection, id);
    await apply(changes, true);
    await apply(again);
    await apply(gone);
    const options = { limit: 20, also: [changes[0]!.id] };
    const hits = await host.ask('search', { collection: 'company', text: text(3), options });
    const expected = index.search('company', text(3), options);
    expect(expected).toHaveLength(20);
    expect(Array.from({ length: hits.count }, (_, at) => readId(hits.ids, at * 4))).toEqual(
      expected.map(({ id }) => id),
    );
    expect([...hits.scores]).toEqual(expected.map(({ score }) => score));
    expect(await host.ask('status', {})).toMatchObject({
      companies: index.size('company'),
      demands: index.size('demand'),
    });
  });

  it('refuses what is no text, and goes on', async () => {
    const bad = { ...text(1), impacts: new Uint8Array(3) };
    await expect(host.ask('search', { collection: 'company', text: bad, options: {} })).rejects.toThrow(RangeError);
    await expect(apply([{ collection: 'company', id: newId(), text: bad }])).rejects.toThrow(RangeError);
    await apply(some(3));
    expect(await host.ask('status', {})).toMatchObject({ companies: 2, demands: 1 });
  });

  it('lets so many wait and no more', async () => {
    await apply(some(2_000), true);
    const asked = Array.from({ length: 80 }, () =>
      host.ask('search', { collection: 'company', text: text(1), options: {} }).then(
        ({ count }) => count,
        (fault: Error) => fault,
      ),
    );
    const answers = await Promise.all(asked);
    expect(answers.slice(0, 50)).toEqual(Array(50).fill(50));
    expect(answers.slice(50).every((answer) => answer instanceof EngineBusyError)).toBe(true);
    expect(await host.ask('status', {})).toMatchObject({ demands: 667 });
  });

  it('tells everybody who waits when the thread is lost, and starts anew', async () => {
    await apply(some(10));
    const waiting = host.ask('status', {});
    void (host as unknown as { worker: Worker }).worker.terminate();
    await expect(waiting).rejects.toThrow(EngineLostError);
    expect(lost).toHaveLength(1);
    await expect(host.ask('status', {})).rejects.toThrow(EngineLostError);
    host.start();
    expect(await host.ask('status', {})).toMatchObject({ companies: 0, demands: 0 });
  });

  it('ends after it has answered, and is not lost then', async () => {
    await apply(some(500), true);
    const asked = Array.from({ length: 40 }, () =>
      host.ask('search', { collection: 'company', text: text(2), options: {} }),
    );
    const ended = host.stop();
    await expect(host.ask('status', {})).rejects.toThrow(EngineLostError);
    expect((await Promise.all(asked)).every(({ count }) => count === 50)).toBe(true);
    await ended;
    expect(lost).toEqual([]);
    expect(host.isRunning).toBe(false);
  });
});
