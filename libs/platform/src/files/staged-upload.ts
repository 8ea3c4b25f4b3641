import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError, newId } from '@shuqiao/kernel';
import { MALFORMED_REQUEST } from '../http/problem-kinds';
import { FILE_EMPTY, FILE_TOO_LARGE } from './files.errors';

export const MAX_FILE_BYTES = 10 * 1024 * 1024;

export interface StagedUpload {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** The stream of an upload; the multipart parser marks one that it cut off at the limit. */
export type UploadStream = Readable & { readonly truncated?: boolean };

/**
 * Writes a stream to a file in the folder, counting and hashing on the way; never more than the limit is read.
 * @throws DomainError FILE_TOO_LARGE, FILE_EMPTY, or MALFORMED_REQUEST when the sender broke off. Nothing is left then.
 */
export async function stage(stream: UploadStream, folder: string): Promise<StagedUpload> {
  const path = join(folder, newId());
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(size > MAX_FILE_BYTES ? tooLarge() : null, chunk);
    },
  });
  try {
    // `flush` writes to the disk before the file counts as written.
    await pipeline(stream, measure, createWriteStream(path, { flags: 'wx', flush: true }));
    if (stream.truncated) throw tooLarge();
    if (size === 0) throw new DomainError(FILE_EMPTY);
    return { path, size, sha256: hash.digest('hex') };
  } catch (error) {
    await rm(path, { force: true });
    throw ownFault(error) ? error : new DomainError(MALFORMED_REQUEST);
  }
}

function tooLarge(): DomainError {
  return new DomainError(FILE_TOO_LARGE, { maxMegabytes: MAX_FILE_BYTES / 1024 / 1024 });
}

// Errors of the disk carry the system call that failed; those of a broken upload do not.
function ownFault(error: unknown): boolean {
  return error instanceof DomainError || (error as NodeJS.ErrnoException).syscall !== undefined;
}
