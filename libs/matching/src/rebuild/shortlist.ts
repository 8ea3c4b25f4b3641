/** The best so many by their sketches, in no order. */
export function shortlist<T>(candidates: readonly T[], sketches: Float64Array, most: number): T[] {
  if (candidates.length <= most) return [...candidates];
  // Sorted as numbers, of which the last that is taken is the one to compare by.
  const least = sketches.slice().sort()[candidates.length - most] as number;
  const taken = candidates.filter((_, index) => (sketches[index] as number) > least);
  for (let index = 0; index < candidates.length && taken.length < most; index++)
    if (sketches[index] === least) taken.push(candidates[index] as T);
  return taken;
}
