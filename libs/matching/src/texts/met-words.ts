import { meetingsOf, type SaidWords } from '@shuqiao/text';
import type { Met } from '../score/factor';

/** More words of a pair explain nothing. */
const MOST_WORDS = 12;
const STEPS = 100;

/**
 * Which words of a demand and a company mean the same, as they are written in the two texts, the weightiest first. The
 * degree of a word is how much it says beside the one that says most.
 */
export function metWords(demand: SaidWords, company: SaidWords): Met[] {
  const told = new Map<string, Met>();
  for (const { left, right, weight } of meetingsOf(demand, company)) {
    const key = `${left.text.toLowerCase()}\n${right.text.toLowerCase()}`;
    if (!told.has(key)) told.set(key, { code: left.text, by: right.text, degree: weight });
    if (told.size === MOST_WORDS) break;
  }
  const most = Math.max(...[...told.values()].map(({ degree }) => degree));
  return [...told.values()].map((met) => ({ ...met, degree: Math.round((met.degree / most) * STEPS) / STEPS }));
}
