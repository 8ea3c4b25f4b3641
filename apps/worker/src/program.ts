import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { Health } from '@shuqiao/platform';
import { MIGRATION_NAMES } from '../../../migrations/names';
import { JobRunner } from './job-runner';
import { type ProgramOptions, WorkerModule } from './worker.module';

export interface Worker {
  readonly context: INestApplicationContext;
  readonly jobs: JobRunner;
}

/** Builds the worker without starting its queue. */
export async function createWorker(options: ProgramOptions): Promise<Worker> {
  const context = await NestFactory.createApplicationContext(WorkerModule.forRoot(options), {
    logger: ['error'],
    abortOnError: false,
  });
  context.get(Health).requireMigrations(MIGRATION_NAMES);
  return { context, jobs: context.get(JobRunner) };
}
