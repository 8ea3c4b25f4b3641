import { stem } from '../stems';
import { borrowedRow } from './borrowed';
import type { BridgeData } from './bridge-data';
import { americanOf, baseOf } from './english-forms';
import { featureNumber, findNumber } from './feature-number';
import { tellingWeight } from './general-words';
import type { Unit } from './units';

/** What an English word stands for: stems with their shares, or the row of a loan word of another language. */
export interface EnglishWord {
  readonly stems: readonly (readonly [feature: number, share: number])[];
  readonly borrowed: number;
}

/** A form beside the word that it is a form of. */
const IRREGULAR = 0.5;
const PART = 0.7;
/** Letters of each part of a compound. */
const LEAST_PART = 5;
const LONGEST_COMPOUND = 30;
const COMBINING = /^(?:cyber|micro|multi|hyper|super|hydro|electro|photo|thermo|ultra|inter|trans|counter)$/;

/** A word in Latin letters by itself, its base or American spelling, its two parts, or what it was borrowed from. */
export function englishWord({ token, written }: Unit, data: BridgeData): EnglishWord {
  const [own, base] = [numberOf(token), baseOf(token) ?? american(token, written, data)];
  if (base) {
    const stems = [[own, IRREGULAR] as const, [numberOf(base), tellingWeight({ token: base })] as const];
    return { stems, borrowed: -1 };
  }
  if (isTranslated(own, data)) return { stems: [[own, 1]], borrowed: -1 };
  const parts = partsOf(written, data);
  const borrowed = parts.length ? -1 : borrowedRow(written, data);
  return { stems: [[own, 1], ...parts.map((part) => [part, PART] as const)], borrowed };
}

const numberOf = (englishStem: string): number => featureNumber(`p:${englishStem}`);

function isTranslated(feature: number, { englishStems }: BridgeData): boolean {
  return findNumber(englishStems, feature) >= 0;
}

function american(token: string, written: string, data: BridgeData): string | undefined {
  const other = americanOf(written);
  return other && other !== token && isTranslated(numberOf(other), data) ? other : undefined;
}

/** Two words in one ("groundwater"), or the second behind a beginning that is no word ("cybercrime"). */
function partsOf(written: string, data: BridgeData): number[] {
  if (written.length > LONGEST_COMPOUND) return [];
  for (let cut = LEAST_PART; cut <= written.length - LEAST_PART; cut++) {
    const first = written.slice(0, cut);
    const isWord = isTranslated(numberOf(first), data);
    if (!isWord && !COMBINING.test(first)) continue;
    const second = numberOf(stem(written.slice(cut)));
    if (isTranslated(second, data)) return isWord ? [numberOf(first), second] : [second];
  }
  return [];
}
