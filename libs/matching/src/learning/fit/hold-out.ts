import { createHash } from 'node:crypto';

/** One group in so many is kept aside. */
const ONE_IN = 5;

/**
 * Divides by groups, always in the same way: a group that is kept aside today is kept aside tomorrow, whatever comes to
 * it, so that nothing is ever judged by what it was learned from.
 */
export function holdOut<T extends { readonly group: string }>(examples: readonly T[]): { training: T[]; aside: T[] } {
  const training: T[] = [];
  const aside: T[] = [];
  for (const example of examples) (isAside(example.group) ? aside : training).push(example);
  return { training, aside };
}

function isAside(group: string): boolean {
  return createHash('sha256').update(`match-fit:${group}`).digest().readUInt32BE(0) % ONE_IN === 0;
}
