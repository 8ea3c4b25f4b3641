import { Injectable } from '@nestjs/common';
import type { TextFeatures } from '@shuqiao/text';
import { readId } from '../engine/index/ids';
import type { MatchSide } from '../features';
import { capabilityValue } from '../score/capability';
import type { Rarity } from '../score/factor';
import { textValue } from '../score/text';
import type { Weights } from '../score/weights';
import { type TextLikeness, TextMatches } from '../texts/text-matches';
import type { Held } from './field-side';
import type { MatchField } from './match-field';
import { shortlist } from './shortlist';

/**
 * Looked at, found by their concepts and by their texts, for which so many documents of words are read at most; the best of
 * them by a sketch are scored by every factor.
 */
const LOOKED = {
  demand: { near: 800, alike: 300, scored: 200, postings: 60_000 },
  company: { near: 200, alike: 80, scored: 60, postings: 60_000 },
};
const NOTHING: TextLikeness = { similarity: 0, cosine: 0 };

/** One of the other side that may have a place in a subject's list. */
export interface Candidate {
  readonly held: Held;
  readonly likeness: TextLikeness;
}

/** A subject, and who may not be in its list. */
export interface Seeker {
  readonly side: MatchSide;
  readonly subject: Held;
  readonly text: TextFeatures | undefined;
  readonly mayMatch: (other: Held) => boolean;
}

/** Who may have a place in the list of one subject of a rebuild: a few dozen, by what decides most and is quickly read. */
@Injectable()
export class Candidates {
  constructor(private readonly texts: TextMatches) {}

  async of(field: MatchField, { side, subject, text, mayMatch }: Seeker, weights: Weights): Promise<Candidate[]> {
    const { near, alike, scored, postings } = LOOKED[side];
    const others = field.sides[side === 'demand' ? 'company' : 'demand'];
    const found: Held[] = [...others.near(subject.features.concepts, near)];
    const similarities = new Float64Array(found.length + alike);
    if (text?.features.length) {
      const ids = others.idsOf(found);
      const hits = await this.texts.sketch(side, text, ids, alike, postings);
      for (let index = 0; index < hits.count; index++) {
        let place = hits.places[index] as number;
        const held = place < 0 ? others.get(readId(hits.ids, index * 4)) : undefined;
        if (held) place = found.push(held) - 1;
        if (place >= 0) similarities[place] = hits.scores[index] as number;
      }
    }
    const sketches = found.map((other, index) => {
      const pair = side === 'demand' ? [subject, other] : [other, subject];
      return mayMatch(other) ? sketchOf(pair, similarities[index] as number, field.rarity, weights) : -1;
    });
    const best = shortlist(found, Float64Array.from(sketches), scored).filter(mayMatch);
    if (!text?.features.length) return best.map((held) => ({ held, likeness: NOTHING }));
    const exact = await this.texts.meetings(side, text, others.idsOf(best));
    return best.map((held, index) => {
      const [similarity, cosine] = [exact.similarities[index] as number, exact.cosines[index] as number];
      return { held, likeness: { similarity, cosine } };
    });
  }
}

/** What capability and text alone would give a pair: two thirds of the score, for a tenth of the work. */
function sketchOf([demand, company]: Held[], similarity: number, rarity: Rarity, weights: Weights): number {
  const capability = capabilityValue(demand?.features.concepts ?? [], company?.credits ?? new Map(), rarity);
  return weights.capability * (capability || 0) + weights.text * textValue(similarity);
}
