import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { newId } from '@shuqiao/kernel';
import { type FileStore, MissingObject } from './file-store';
import { FolderStore } from './folder-store';
import { S3Store } from './s3-store';

const BUCKET = 'shuqiao-test';

// In a process of its own: the server's packages do not stand the test runner's module loading.
const SERVER = `
  const [directory, name] = process.argv.slice(1);
  const S3rver = require('s3rver');
  new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets: [{ name, configs: [] }] })
    .run().then(({ port }) => console.log(port));
`;

describe.each(['folder', 's3'])('the file store %s', (kind) => {
  let folder: string;
  let server: ChildProcess | undefined;
  let store: FileStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shuqiao-store-'));
    if (kind === 'folder') {
      store = new FolderStore(folder);
      return;
    }
    server = spawn(process.execPath, ['-e', SERVER, folder, BUCKET], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [port] = (await once(server.stdout as Readable, 'data')) as [Buffer];
    store = new S3Store({
      S3_ENDPOINT: `http://127.0.0.1:${port.toString().trim()}`,
      S3_REGION: 'us-east-1',
      S3_BUCKET: BUCKET,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
    });
  });

  afterAll(async () => {
    server?.kill();
    if (server) await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  });

  const put = async (text: string): Promise<string> => {
    const id = newId();
    const staged = join(await store.staging(), newId());
    await writeFile(staged, text);
    await store.put(id, staged, 'text/plain');
    return id;
  };
  const ids = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const { id } of store.list()) found.push(id);
    return found;
  };

  it('gives back what was put, whole', async () => {
    const id = await put('数桥 Шуцяо');
    expect((await buffer(await store.open(id))).toString()).toBe('数桥 Шуцяо');
  });

  it('lists what is there and forgets what is removed, also twice', async () => {
    const [kept, gone] = [await put('kept'), await put('gone')];
    expect(await ids()).toEqual(expect.arrayContaining([kept, gone]));
    await store.remove(gone);
    await store.remove(gone);
    expect(await ids()).toContain(kept);
    expect(await ids()).not.toContain(gone);
    await expect(store.open(gone)).rejects.toBeInstanceOf(MissingObject);
  });

  it('says when something was stored', async () => {
    const id = await put('dated');
    if (kind === 'folder') await utimes(join(folder, id.slice(-2), id), new Date(0), new Date(0));
    for await (const found of store.list()) {
      if (found.id !== id) continue;
      if (kind === 'folder') expect(found.storedAt.getTime()).toBe(0);
      else expect(Math.abs(found.storedAt.getTime() - Date.now())).toBeLessThan(60_000);
    }
    expect(await ids()).toContain(id);
  });
});
