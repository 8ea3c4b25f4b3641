import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { TextFeatures } from '@shuqiao/text';
import { assessPairs } from '../assess-pairs';
import { Meanings } from '../embeddings/meanings';
import type { MatchSide } from '../features';
import { MatchHistory, type PastOf } from '../match-history';
import { type Listed, MatchLists, type OwnList, PLACES } from '../match-lists';
import type { MatchState } from '../match-state';
import { rank, type RankedPair, withoutTwins } from '../ranking';
import { type TextLikeness, TextMatches } from '../texts/text-matches';
import type { Held } from './field-side';
import type { MatchField } from './match-field';
import { shortlist, sketchScore } from './shortlist';

/** Looked at, found by their concepts and by their texts; the best of them by a sketch are scored by every factor. */
const LOOKED = { demand: { near: 800, alike: 300, scored: 120 }, company: { near: 200, alike: 80, scored: 60 } };

/** Makes the lists of many subjects at once, with all features in memory: what a rebuild does instead of refreshing each. */
@Injectable()
export class ListMaker {
  constructor(
    private readonly database: Database,
    private readonly texts: TextMatches,
    private readonly meanings: Meanings,
    private readonly history: MatchHistory,
    private readonly lists: MatchLists,
    private readonly clock: Clock,
  ) {}

  /** In the transaction of a turn. Each list is then of this edition, and nobody else's is touched. */
  async make(actor: Actor, field: MatchField, side: MatchSide, ids: readonly string[], state: MatchState) {
    const subjects = ids.flatMap((id) => field.sides[side].get(id) ?? []);
    const texts = await this.texts.stored(side, ids);
    const refused = await this.refused(side, ids);
    const pastOf = await this.history.of(subjects.map(({ features }) => features.companyId));
    // All are asked at once: the index searches in its own thread while pairs are scored in this one.
    const asked = subjects.map((subject) => this.look(field, side, subject, texts.get(subject.id), refused));
    // Whichever fails first is told; the others fail with it, and nobody waits for them any more.
    for (const one of asked) one.catch(() => undefined);
    const own: OwnList[] = [];
    for (const [at, subject] of subjects.entries()) {
      const { others, similarities } = await (asked[at] as (typeof asked)[number]);
      own.push(await this.listOf(field, side, subject, others, similarities, pastOf, state));
    }
    await this.lists.replaceOwn(actor, side, own, state.edition);
  }

  private async look(
    field: MatchField,
    side: MatchSide,
    { id, features }: Held,
    text: TextFeatures | undefined,
    refused: ReadonlySet<string>,
  ) {
    const others = field.sides[side === 'demand' ? 'company' : 'demand'];
    const near: readonly Held[] = others.near(features.concepts, LOOKED[side].near);
    const also = near.map((held) => held.id);
    const similarities = text
      ? await this.texts.meet(side, text, also, LOOKED[side].alike)
      : new Map<string, TextLikeness>();
    const found = new Map(near.map((held) => [held.id, held]));
    for (const other of similarities.keys()) {
      const held = others.get(other);
      if (held) found.set(other, held);
    }
    const mayMatch = (held: Held) => held.features.companyId !== features.companyId && !refused.has(`${id} ${held.id}`);
    return { others: [...found.values()].filter(mayMatch), similarities };
  }

  private async listOf(
    { rarity }: MatchField,
    side: MatchSide,
    subject: Held,
    others: readonly Held[],
    similarities: ReadonlyMap<string, TextLikeness>,
    pastOf: PastOf,
    { weights }: MatchState,
  ): Promise<OwnList> {
    const sketchOf = (other: Held): number => {
      const [demand, company] = side === 'demand' ? [subject, other] : [other, subject];
      const similarity = similarities.get(other.id)?.similarity ?? 0;
      return sketchScore({ wanted: demand.features.concepts, credits: company.credits, similarity }, rarity, weights);
    };
    const best = shortlist(others, sketchOf, LOOKED[side].scored);
    const { id, features } = subject;
    const meaningOf = await this.meanings.of(
      side,
      id,
      best.map((other) => other.id),
    );
    const [asOf, past] = [this.clock.now().toISOString(), pastOf.bind(null, features.companyId)];
    const pairs = assessPairs({ side, id, features, similarities, meaningOf, rarity, pastOf: past, asOf }, best);
    const ranked = rank(pairs, weights);
    if (side === 'demand')
      return { id, pairs: withoutTwins(ranked, PLACES.demand).map((pair) => listed(pair, side, pair.copies)) };
    return { id, pairs: ranked.slice(0, PLACES.company).map((pair) => listed(pair, side, [])) };
  }

  private async refused(side: MatchSide, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ pair: string }>(REFUSED[side], [ids]);
    return new Set(rows.map(({ pair }) => pair));
  }
}

function listed({ findings: _, floor: __, ...pair }: RankedPair, side: MatchSide, copies: readonly string[]): Listed {
  return { ...pair, copies, forDemand: side === 'demand', forCompany: side === 'company' };
}

const REFUSED: Readonly<Record<MatchSide, Statement>> = {
  demand: {
    name: 'matching.refused-by-companies',
    text: `SELECT demand_id || ' ' || company_id AS pair FROM match_dismissals WHERE demand_id = ANY ($1::uuid[])`,
  },
  company: {
    name: 'matching.refused-by-company',
    text: `SELECT company_id || ' ' || demand_id AS pair FROM match_dismissals WHERE company_id = ANY ($1::uuid[])`,
  },
};
