/** Text beyond this many UTF-16 units is not read: every cost below is bounded by it. */
export const MAX_TEXT_LENGTH = 200_000;

/** A search box holds words, not documents. */
export const MAX_QUERY_LENGTH = 1_000;

/** Distinct tokens of one text; the first ones are kept. */
export const MAX_TEXT_TOKENS = 2_000;

/** Distinct tokens of one query; the first ones are kept. */
export const MAX_QUERY_TOKENS = 12;

/** UTF-16 units of one token; longer words are cut, on the side of the index and of the query alike. */
export const MAX_TOKEN_LENGTH = 64;

/** Cuts to at most `max` UTF-16 units without leaving half a surrogate pair. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? max - 1 : max);
}
