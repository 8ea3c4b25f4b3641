import { MOST_FEATURES } from './bounds';
import type { Sign } from './sign';
import type { Unit } from './units';

/** BM25's usual constants; the length of an ordinary description stands for the average, which one text cannot know. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;
const ORDINARY_LENGTH = 80;

/** An impact of 1 (one ordinary word, once, in a text of ordinary length) is written as this. */
export const IMPACT_UNIT = 140;
const MOST_IMPACT = 255;

interface Weighed {
  readonly feature: number;
  readonly impact: number;
}

/** Adds up what the parts of a text say, and saturates it: what is repeated says little more, what is long says it thinner. */
export class FeatureBag {
  private readonly sums = new Map<number, { weight: number; times: number }>();
  private length = 0;

  read(units: readonly Unit[], signs: readonly Sign[], weight: number): void {
    this.length += units.length;
    for (const sign of signs) {
      const known = this.sums.get(sign.feature);
      const own = sign.weight * weight;
      // The best single saying gives the height, the number of sayings only how far it is saturated.
      if (known) {
        known.weight = Math.max(known.weight, own);
        known.times += own;
      } else this.sums.set(sign.feature, { weight: own, times: own });
    }
  }

  impacts(): { features: Uint32Array; impacts: Uint8Array } {
    const norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * (this.length / ORDINARY_LENGTH));
    const all: Weighed[] = [];
    for (const [feature, { weight, times }] of this.sums) {
      // Words come in bursts: by its logarithm repetition cannot make up for the length it adds.
      const count = 1 + Math.log(times / weight);
      const saturated = (weight * count * (SATURATION + 1)) / (count + norm);
      const impact = Math.min(MOST_IMPACT, Math.round(saturated * IMPACT_UNIT));
      if (impact > 0) all.push({ feature, impact });
    }
    const kept = weightiest(all).sort((a, b) => a.feature - b.feature);
    return {
      features: Uint32Array.from(kept, ({ feature }) => feature),
      impacts: Uint8Array.from(kept, ({ impact }) => impact),
    };
  }
}

/** The first by impact and, of equals, by number: most need not be sorted, since few impacts are told apart. */
function weightiest(all: Weighed[]): Weighed[] {
  if (all.length <= MOST_FEATURES) return all;
  const times = new Uint32Array(MOST_IMPACT + 1);
  for (const { impact } of all) times[impact]++;
  let least = MOST_IMPACT;
  for (let kept = times[least]; kept < MOST_FEATURES; kept += times[least]) least--;
  const above = all.filter(({ impact }) => impact > least);
  const equal = all.filter(({ impact }) => impact === least).sort((a, b) => a.feature - b.feature);
  return above.concat(equal.slice(0, MOST_FEATURES - above.length));
}
