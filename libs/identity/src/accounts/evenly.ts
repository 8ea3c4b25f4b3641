import { setTimeout } from 'node:timers/promises';

/** Longer than the work takes on an ordinary day, short enough not to be felt after a click. */
const LEAST_MILLISECONDS = 200;

/**
 * Does work that takes longer for a known address than for an unknown one, and comes back no sooner than a fixed time
 * after the start: how long the answer took does not say which it was. A refusal comes at once; it must not depend on
 * who has an account.
 */
export async function evenly(work: () => Promise<void>): Promise<void> {
  await Promise.all([work(), setTimeout(LEAST_MILLISECONDS)]);
}
