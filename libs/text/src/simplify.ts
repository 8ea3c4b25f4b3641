import tsCharacters from 'opencc-js/dict/TSCharacters';

const SIMPLIFIED = readPairs(tsCharacters);
const HAN = /\p{sc=Han}/gu;

/**
 * Traditional Chinese characters to simplified ones, character by character (the character table of OpenCC).
 * The phrase tables are left out on purpose: they decide rare cases such as 乾 by context, and an index and a query
 * with different contexts would then disagree.
 */
export function simplify(text: string): string {
  return text.replace(HAN, (character) => SIMPLIFIED.get(character) ?? character);
}

function readPairs(table: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const entry of table.split('|')) {
    const [from, to] = entry.split(' ');
    if (from && to && from !== to) pairs.set(from, to);
  }
  return followChains(pairs);
}

/** A result that is itself a key is followed to its end, so that simplifying twice changes nothing. */
function followChains(pairs: Map<string, string>): Map<string, string> {
  for (const [from, first] of pairs) {
    const seen = new Set([from]);
    let to = first;
    for (let next = pairs.get(to); next && !seen.has(to); next = pairs.get(to)) {
      seen.add(to);
      to = next;
    }
    pairs.set(from, to);
  }
  return pairs;
}
