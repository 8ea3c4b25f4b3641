import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Config } from '../config/config';
import { FileStore, MissingObject, type StoredObject } from './file-store';

type S3Settings = Pick<Config, 'S3_ENDPOINT' | 'S3_REGION' | 'S3_BUCKET' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'>;

const PREFIX = 'files/';
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Files in a bucket of S3 or of what speaks its protocol. The SDK is loaded only when it is needed: it is large. */
export class S3Store extends FileStore {
  private connection: Promise<S3Client> | undefined;

  constructor(private readonly settings: S3Settings) {
    super();
  }

  async staging(): Promise<string> {
    const folder = join(tmpdir(), 'shuqiao-incoming');
    await mkdir(folder, { recursive: true });
    return folder;
  }

  async put(id: string, stagedPath: string, mediaType: string): Promise<void> {
    const { PutObjectCommand } = await import('@aws-sdk/client-s3');
    const { size } = await stat(stagedPath);
    const body = { Body: createReadStream(stagedPath), ContentLength: size, ContentType: mediaType };
    await (await this.client()).send(new PutObjectCommand({ ...this.at(id), ...body }));
    await rm(stagedPath, { force: true });
  }

  async open(id: string): Promise<Readable> {
    const { GetObjectCommand, NoSuchKey } = await import('@aws-sdk/client-s3');
    try {
      const { Body } = await (await this.client()).send(new GetObjectCommand(this.at(id)));
      return Body as Readable;
    } catch (error) {
      throw error instanceof NoSuchKey ? new MissingObject(id) : error;
    }
  }

  async remove(id: string): Promise<void> {
    const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
    await (await this.client()).send(new DeleteObjectCommand(this.at(id)));
  }

  async *list(): AsyncIterable<StoredObject> {
    const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
    const pages = paginateListObjectsV2(
      { client: await this.client() },
      { Bucket: this.settings.S3_BUCKET, Prefix: PREFIX },
    );
    for await (const { Contents = [] } of pages) {
      for (const { Key = '', LastModified = new Date(0) } of Contents) {
        // Whatever else lies in the bucket is none of ours.
        if (ID.test(Key.slice(PREFIX.length))) yield { id: Key.slice(PREFIX.length), storedAt: LastModified };
      }
    }
  }

  private at(id: string): { Bucket: string; Key: string } {
    return { Bucket: this.settings.S3_BUCKET, Key: `${PREFIX}${id}` };
  }

  private client(): Promise<S3Client> {
    this.connection ??= this.connect();
    return this.connection;
  }

  private async connect(): Promise<S3Client> {
    const { S3Client } = await import('@aws-sdk/client-s3');
    const { S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = this.settings;
    return new S3Client({
      region: S3_REGION,
      // Compatible stores rarely resolve bucket names as host names.
      ...(S3_ENDPOINT ? { endpoint: S3_ENDPOINT, forcePathStyle: true } : {}),
      ...(S3_ACCESS_KEY_ID
        ? { credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY } }
        : {}),
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
  }
}
