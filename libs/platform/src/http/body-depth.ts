/** More levels than any body of ours has. */
const DEEPEST = 32;

/**
 * What refuses (400) a body that is nested too deep: JSON of a few hundred kilobytes may have so many levels that whatever
 * walks through it later (validation, the key of a repetition) runs out of stack.
 */
export function depthFault(body: unknown): Error | undefined {
  if (!isDeeper(body, DEEPEST)) return undefined;
  return Object.assign(new Error('The body is nested too deep'), { statusCode: 400 });
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}
