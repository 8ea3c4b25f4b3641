import { Injectable } from '@nestjs/common';
import type { Bridge, Meeting, ReadText, WeightedText } from '@shuqiao/text';
import { FeatureSources } from '../feature-sources';
import type { MatchSide } from '../features';
import type { Met } from '../score/factor';
import { MatchBridge } from './match-bridge';

/** Words that are kept of a pair: more explain nothing. */
const MOST_WORDS = 12;
const LONGEST = 120;
const STEPS = 100;

/** Which words of a demand and a company mean the same, as they are written in the two texts. */
@Injectable()
export class MetWords {
  constructor(
    private readonly bridge: MatchBridge,
    private readonly sources: FeatureSources,
  ) {}

  /** For a subject and some of the other side, by their ids: the weightiest first. In the open transaction. */
  async of(side: MatchSide, id: string, others: readonly string[]): Promise<ReadonlyMap<string, readonly Met[]>> {
    if (!others.length) return new Map();
    const bridge = await this.bridge.current();
    const own = (await this.sources.texts(side, [id])).get(id);
    if (!own) return new Map();
    const mine = read(bridge, own);
    const texts = await this.sources.texts(side === 'demand' ? 'company' : 'demand', others);
    return new Map(
      [...texts].map(([other, parts]) => {
        const theirs = read(bridge, parts);
        const [demand, company] = side === 'demand' ? [mine, theirs] : [theirs, mine];
        return [other, metOf(bridge.meetings(demand, company))];
      }),
    );
  }
}

function read(bridge: Bridge, parts: readonly WeightedText[]): ReadText {
  return bridge.read(parts.map(({ text }) => text).join('\n'));
}

/** The degree of a word is how much it says beside the one that says most. */
function metOf(meetings: readonly Meeting[]): Met[] {
  const told = new Map<string, Met>();
  for (const { left, right, weight } of meetings) {
    const [code, by] = [left.text, right.text];
    if (code.length > LONGEST || by.length > LONGEST) continue;
    const key = `${code.toLowerCase()}\n${by.toLowerCase()}`;
    if (!told.has(key)) told.set(key, { code, by, degree: weight });
  }
  const first = [...told.values()].slice(0, MOST_WORDS);
  const most = Math.max(...first.map(({ degree }) => degree));
  return first.map((met) => ({ ...met, degree: Math.round((met.degree / most) * STEPS) / STEPS }));
}
