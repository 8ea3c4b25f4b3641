import { MOST_FEATURES } from './bounds';
import type { Sign } from './sign';
import type { Unit } from './units';

/** BM25's usual constants; the length of an ordinary description stands for the average, which one text cannot know. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;
const ORDINARY_LENGTH = 80;

/** An impact of 1 (one ordinary word, once, in a text of ordinary length) is written as this. */
export const IMPACT_UNIT = 140;

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
    const all = [...this.sums].map(([feature, { weight, times }]) => {
      // Words come in bursts: by its logarithm repetition cannot make up for the length it adds.
      const count = 1 + Math.log(times / weight);
      const saturated = (weight * count * (SATURATION + 1)) / (count + norm);
      return { feature, impact: Math.min(255, Math.round(saturated * IMPACT_UNIT)) };
    });
    const kept = all
      .filter(({ impact }) => impact > 0)
      .sort((a, b) => b.impact - a.impact || a.feature - b.feature)
      .slice(0, MOST_FEATURES)
      .sort((a, b) => a.feature - b.feature);
    return {
      features: Uint32Array.from(kept, ({ feature }) => feature),
      impacts: Uint8Array.from(kept, ({ impact }) => impact),
    };
  }
}
