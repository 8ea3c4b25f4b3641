import { parentPort, workerData } from 'node:worker_threads';
import { createBridge, type LexiconTerm } from '@shuqiao/text';
import type { ReadReply, ReadRequest } from './protocol';

/* The program of a thread that reads texts. It imports nothing but what reading takes. */

const bridge = createBridge({ lexicon: workerData as LexiconTerm[] });

parentPort?.on('message', ({ id, texts }: ReadRequest) => {
  const read = texts.map((text) => bridge.read(text));
  parentPort?.postMessage({ id, read } satisfies ReadReply);
});
