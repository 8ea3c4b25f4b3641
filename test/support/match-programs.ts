import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FixedClock, systemActor } from '@shuqiao/kernel';
import { type Collection, MatchEngine, type TextFeatureRow, TextFeatureStore } from '@shuqiao/matching';
import { clientConfig, createDataSource, Database, readConfig } from '@shuqiao/platform';
import type { TextFeatures } from '@shuqiao/text';
import { TextFeatureChanges } from '../../libs/matching/src/engine/store/text-feature-changes';
import { ReadConnections } from '../../libs/platform/src/database/read-connections';
import { createTestDatabase, type TestDatabase } from './database';
import { TEST_TOKEN_SECRET } from './portal';

export const EDITION = '1-first';
const ACTOR = systemActor('test');

export const text = (...features: number[]): TextFeatures => ({
  features: Uint32Array.from(features).sort(),
  impacts: new Uint8Array(features.length).fill(100),
  vector: Int8Array.from({ length: 128 }, (_, index) => ((index * (features[0] ?? 1)) % 21) - 10),
});

/** One program: its own connections, its own thread, a folder that it shares or not. */
export interface Program {
  readonly engine: MatchEngine;
  readonly store: TextFeatureStore;
  readonly database: Database;
  close(): Promise<void>;
}

/** Programs that match by one database; each ends with the test. */
export class MatchPrograms {
  readonly clock = new FixedClock(new Date());
  private readonly open: Program[] = [];

  private constructor(
    public database: TestDatabase,
    readonly folder: string,
  ) {}

  static async create(): Promise<MatchPrograms> {
    return new MatchPrograms(await createTestDatabase(), await newFolder());
  }

  async start(dataDir = this.folder): Promise<Program> {
    const settings = { url: this.database.url, role: 'shuqiao_worker', poolSize: 3 } as const;
    const config = readConfig({
      DATABASE_URL: this.database.url,
      DATA_DIR: dataDir,
      TOKEN_SECRET: TEST_TOKEN_SECRET,
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      DEMONSTRATION: 'true',
      LOG_LEVEL: 'silent',
    });
    const reads = new ReadConnections(clientConfig(settings), 1);
    const own = new Database(await createDataSource(settings, []).initialize(), reads);
    const engine = new MatchEngine(new TextFeatureChanges(own), this.clock, config);
    let isOpen = true;
    const program: Program = {
      engine,
      store: new TextFeatureStore(own, this.clock),
      database: own,
      close: async () => {
        if (!isOpen) return;
        isOpen = false;
        await engine.onModuleDestroy();
        await reads.close();
        await own.dataSource.destroy();
      },
    };
    this.open.push(program);
    return program;
  }

  /** As `start`, with a folder of its own. */
  async startApart(): Promise<Program> {
    return this.start(await newFolder());
  }

  async stop(): Promise<void> {
    for (const program of this.open) await program.close();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'shuqiao-match-'));

export const row = (
  collection: Collection,
  id: string,
  put: TextFeatures | null,
  more: Partial<TextFeatureRow> = {},
) => ({
  ...{ collection, id, text: put, version: 1, edition: EDITION },
  ...more,
});

export const write = ({ database, store }: Program, ...rows: TextFeatureRow[]) =>
  database.transaction(ACTOR, () => store.write(rows));

export const found = async ({ engine }: Program, collection: Collection, ...features: number[]) =>
  (await engine.search(collection, text(...features), { limit: 1_000 })).map(({ id }) => id).sort();
