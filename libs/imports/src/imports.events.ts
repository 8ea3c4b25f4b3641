import type { DomainEvent } from '@shuqiao/platform';

const about =
  (name: string) =>
  (importId: string): DomainEvent => ({ name, payload: { importId } });

/** A file was taken in: its lines wait. */
export const importStarted = about('import.started.v1');
/** Every line of it is done, or refused. */
export const importFinished = about('import.finished.v1');
