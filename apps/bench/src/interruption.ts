/** Fails when the program is told to stop, so that what it started is stopped by the way of every failure. */
export const interrupted = new Promise<never>((_resolve, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => reject(new Error('Interrupted')));
});
interrupted.catch(() => undefined);
