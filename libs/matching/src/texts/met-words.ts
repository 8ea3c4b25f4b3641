import { type Meeting, meetingsOf, type SaidWords } from '@shuqiao/text';
import type { Met } from '../score/factor';

/** More words of a pair explain nothing. */
const MOST_WORDS = 12;
const STEPS = 100;

/** One word of so many that met by its translation alone may have been meant otherwise: sea ports and ports of a switch. */
const LONE_AMONG = 4;
const SURE = 1;

/**
 * Which words of a demand and a company mean the same, as they are written in the two texts, the weightiest first. The
 * degree of a word is how much it says beside the one that says most.
 */
export function metWords(demand: SaidWords, company: SaidWords): Met[] {
  const told = new Map<string, Met>();
  const meetings = meetingsOf(demand, company);
  if (isCoincidence(meetings, demand.words.length)) return [];
  for (const { left, right, weight } of meetings) {
    const key = `${left.text.toLowerCase()}\n${right.text.toLowerCase()}`;
    if (!told.has(key)) told.set(key, { code: left.text, by: right.text, degree: weight });
    if (told.size === MOST_WORDS) break;
  }
  const most = Math.max(...[...told.values()].map(({ degree }) => degree));
  return [...told.values()].map((met) => ({ ...met, degree: Math.round((met.degree / most) * STEPS) / STEPS }));
}

/** Whether nothing but one word's translation met, while the demand says more: nothing bears out that it is meant. */
function isCoincidence(meetings: readonly Meeting[], words: number): boolean {
  const told = new Set(meetings.map(({ left }) => left.text.toLowerCase()));
  return (
    told.size === 1 && words >= LONE_AMONG && meetings.every(({ by, weight }) => by === 'translation' && weight < SURE)
  );
}
