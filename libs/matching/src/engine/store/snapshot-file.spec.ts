import { mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@shuqiao/kernel';
import type { TextFeatures } from '@shuqiao/text';
import { ImpactIndex } from '../index/impact-index';
import { readSnapshot, sweepDrafts, writeSnapshot } from './snapshot-file';

const text = (seed: number): TextFeatures => {
  const features = Uint32Array.from(new Set([seed % 17, 1_000 + (seed % 31), 4_000_000_000 + (seed % 257)]));
  return {
    features,
    impacts: Uint8Array.from(features, (feature) => 1 + ((feature + seed) % 255)),
    vector: Int8Array.from({ length: 128 }, (_, index) => ((index * seed) % 13) - 6),
  };
};

describe('a snapshot of the index', () => {
  let folder: string;
  let file: string;
  const header = { space: 'made one way', history: 'one life', mark: '815', savedAt: 1_000 };
  const of = { space: header.space, history: header.history, notBefore: 500 };
  const ids = Array.from({ length: 3_000 }, () => newId());

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shuqiao-snapshot-'));
    file = join(folder, 'deeper', 'index.snapshot');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** With gaps, dead documents, entries used twice, and a merge under way. */
  const filled = (): ImpactIndex => {
    const index = new ImpactIndex();
    ids.forEach((id, place) => index.put(place % 3 ? 'company' : 'demand', id, text(place)));
    ids.forEach((id, place) => place % 7 || index.remove(place % 3 ? 'company' : 'demand', id));
    ids.slice(0, 500).forEach((id, place) => index.put(place % 3 ? 'company' : 'demand', id, text(place + 1)));
    index.work(0);
    return index;
  };

  it('gives back what was put in, and goes on from there', async () => {
    const index = filled();
    await writeSnapshot(index, file, header);
    expect(await readdir(join(folder, 'deeper'))).toEqual(['index.snapshot']);
    const read = new ImpactIndex();
    expect(readSnapshot(read, file, of)).toEqual(header);
    const expectSame = (): void => {
      for (const collection of ['company', 'demand'] as const) {
        expect(read.size(collection)).toBe(index.size(collection));
        for (const seed of [1, 2, 3, 4]) {
          const all = { limit: 2_000 };
          expect(read.search(collection, text(seed), all)).toEqual(index.search(collection, text(seed), all));
        }
      }
    };
    expectSame();
    for (const both of [index, read]) {
      ids.forEach((id, place) => place % 2 || both.put('company', id, text(place + 9)));
      ids.forEach((id, place) => place % 11 || both.remove('company', id));
      while (both.work(5));
    }
    expectSame();
  });

  it('is worth nothing when it is of something else, too old, or not there', () => {
    const read = (other: object, path = file) => readSnapshot(new ImpactIndex(), path, { ...of, ...other });
    expect(read({})).not.toBeNull();
    expect(read({ space: 'made another way' })).toBeNull();
    expect(read({ history: 'another life' })).toBeNull();
    expect(read({ notBefore: 1_001 })).toBeNull();
    expect(read({}, join(folder, 'nowhere'))).toBeNull();
  });

  it('is worth nothing when a bit of it is wrong or its end is missing', async () => {
    const whole = await readFile(file);
    const places = [0, 9, 14, 40, whole.length >> 2, whole.length >> 1, whole.length - 1];
    for (const place of places) {
      const wrong = Buffer.from(whole);
      wrong[place] = (wrong[place] as number) ^ 0x10;
      await writeFile(file, wrong);
      const index = new ImpactIndex();
      expect([place, readSnapshot(index, file, of)]).toEqual([place, null]);
      expect(index.size('company')).toBe(0);
    }
    await writeFile(file, whole);
    for (const length of [whole.length - 1, whole.length >> 1, 20, 0]) {
      await truncate(file, length);
      expect(readSnapshot(new ImpactIndex(), file, of)).toBeNull();
    }
    await writeFile(file, Buffer.concat([whole, Buffer.alloc(1)]));
    expect(readSnapshot(new ImpactIndex(), file, of)).toBeNull();
  });

  it('notices every wrong byte of an index with a single text', async () => {
    const index = new ImpactIndex();
    index.put('company', ids[0]!, text(1));
    await writeSnapshot(index, file, header);
    const whole = await readFile(file);
    for (let place = 0; place < whole.length; place++) {
      const wrong = Buffer.from(whole);
      wrong.writeUInt8(whole.readUInt8(place) ^ 0x10, place);
      await writeFile(file, wrong);
      expect([place, readSnapshot(new ImpactIndex(), file, of)]).toEqual([place, null]);
    }
  });

  it('leaves no draft for longer than an hour', async () => {
    for (const name of ['index.snapshot.1-old', 'index.snapshot.2-new', 'other'])
      await writeFile(join(folder, 'deeper', name), '');
    await utimes(join(folder, 'deeper', 'index.snapshot.1-old'), 1, 1);
    await sweepDrafts(file);
    expect((await readdir(join(folder, 'deeper'))).sort()).toEqual(['index.snapshot', 'index.snapshot.2-new', 'other']);
  });
});
