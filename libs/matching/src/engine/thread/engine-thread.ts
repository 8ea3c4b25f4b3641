import { parentPort } from 'node:worker_threads';
import { EngineService } from './engine-service';
import type { Reply, Request } from './protocol';

/*
 * The program of the thread that holds the index. It imports nothing but the index, so that it starts at once and holds
 * no second copy of the framework.
 */

const service = new EngineService();

async function answer(request: Request): Promise<void> {
  const { id } = request;
  const send = (reply: Reply): void => parentPort?.postMessage(reply);
  try {
    send({ id, answers: await service.handle(request) });
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    send({ id, fault: { name, message } });
  }
}

parentPort?.on('message', (request: Request) => void answer(request));
