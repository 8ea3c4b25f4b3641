import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ImpactIndex } from '../index/impact-index';
import { CHECKSUM, isLittleEndian, MAGIC, MOST_CONTENTS, PREAMBLE } from './snapshot-layout';
import type { SnapshotContents, SnapshotHeader, SnapshotOf } from './snapshot-layout';
import { type Bytes, layoutOf, lengthOf, partsOf, readParts } from './snapshot-parts';

/**
 * Writes the index into a file: complete or not at all, since it gets its name last. It gives way between the parts, so
 * searches go on; the index must not be changed meanwhile.
 */
export async function writeSnapshot(index: ImpactIndex, file: string, header: SnapshotHeader): Promise<void> {
  const collections = layoutOf(index);
  const contents = Buffer.from(JSON.stringify({ header, isLittleEndian, collections } satisfies SnapshotContents));
  const preamble = Buffer.alloc(PREAMBLE);
  MAGIC.copy(preamble);
  preamble.writeUInt32LE(contents.length, MAGIC.length);
  preamble.writeUInt32LE(crc32(contents), MAGIC.length + 4);
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    let checksum = 0;
    for (const part of [preamble, contents, ...partsOf(index)]) {
      const bytes = bytesOf(part);
      checksum = sumOf(bytes, checksum);
      await handle.writeFile(bytes);
    }
    const end = Buffer.alloc(CHECKSUM);
    end.writeUInt32LE(checksum);
    await handle.writeFile(end);
    await handle.sync();
    await handle.close();
    await rename(draft, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

/** Fills an empty index. Answers null, and leaves the index alone, when the file is missing, torn, changed, or of something else. */
export function readSnapshot(index: ImpactIndex, file: string, of: SnapshotOf): SnapshotHeader | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return readFrom(descriptor, index, of);
  } finally {
    closeSync(descriptor);
  }
}

function readFrom(descriptor: number, index: ImpactIndex, of: SnapshotOf): SnapshotHeader | null {
  const { size } = fstatSync(descriptor);
  const reader = new Reader(descriptor);
  if (size < PREAMBLE + CHECKSUM) return null;
  const preamble = Buffer.alloc(PREAMBLE);
  reader.read(preamble);
  const length = preamble.readUInt32LE(MAGIC.length);
  if (!preamble.subarray(0, MAGIC.length).equals(MAGIC) || length > MOST_CONTENTS || PREAMBLE + length > size)
    return null;
  const contents = Buffer.alloc(length);
  reader.read(contents);
  if (preamble.readUInt32LE(MAGIC.length + 4) !== crc32(contents)) return null;
  const known = JSON.parse(contents.toString()) as SnapshotContents;
  if (!isOf(known, of)) return null;
  // The length tells a torn file before anything is made as large as it says.
  if (size !== PREAMBLE + length + lengthOf(known.collections) + CHECKSUM) return null;
  const fill = readParts(known.collections, (array) => reader.read(array));
  const { checksum } = reader;
  const end = Buffer.alloc(CHECKSUM);
  reader.read(end);
  if (end.readUInt32LE() !== checksum) return null;
  fill(index);
  return known.header;
}

const DRAFT_MS = 3_600_000;

/** Deletes what programs left behind that were killed while they wrote. */
export async function sweepDrafts(file: string): Promise<void> {
  const folder = dirname(file);
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    if (!name.startsWith(`${basename(file)}.`)) continue;
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (mtimeMs < Date.now() - DRAFT_MS) await rm(path, { force: true });
  }
}

class Reader {
  checksum = 0;

  constructor(private readonly descriptor: number) {}

  /** Fills the array with what comes next. */
  read(array: Bytes): void {
    const bytes = bytesOf(array);
    for (let done = 0; done < bytes.length;) {
      const count = readSync(this.descriptor, bytes, done, bytes.length - done, null);
      if (!count) throw new Error('The snapshot ended while it was read');
      done += count;
    }
    this.checksum = sumOf(bytes, this.checksum);
  }
}

function isOf({ header, isLittleEndian: order }: SnapshotContents, of: SnapshotOf): boolean {
  const { space, history, savedAt } = header;
  return order === isLittleEndian && space === of.space && history === of.history && savedAt >= of.notBefore;
}

/** The checksum with more bytes: zlib takes none at all for the beginning of a new one. */
function sumOf(bytes: Uint8Array, before: number): number {
  return bytes.length ? crc32(bytes, before) : before;
}

function bytesOf(array: Bytes): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
