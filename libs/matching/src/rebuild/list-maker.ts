import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import { Meanings } from '../embeddings/meanings';
import type { MatchSide } from '../features';
import { MatchHistory, type PastOf } from '../match-history';
import { MatchLists, type OwnList } from '../match-lists';
import type { MatchState } from '../match-state';
import type { Weights } from '../score/weights';
import { TextMatches } from '../texts/text-matches';
import { type Candidate, Candidates } from './candidates';
import type { Held } from './field-side';
import { listOf } from './list-of';
import type { MatchField } from './match-field';

/** Lists of a batch that were made and not yet written, and what they were made of. */
export interface MadeLists {
  readonly side: MatchSide;
  readonly ids: readonly string[];
  readonly lists: readonly OwnList[];
  /** Of the field, when they were made. */
  readonly changes: number;
  readonly facts: Facts;
}

/** What people said of pairs. */
interface Facts {
  readonly refused: ReadonlySet<string>;
  readonly pastOf: PastOf;
  /** The same for the same facts. */
  readonly token: string;
}

/** Makes the lists of many subjects at once, with all features in memory: what a rebuild does instead of refreshing each. */
@Injectable()
export class ListMaker {
  constructor(
    private readonly database: Database,
    private readonly texts: TextMatches,
    private readonly candidates: Candidates,
    private readonly meanings: Meanings,
    private readonly history: MatchHistory,
    private readonly lists: MatchLists,
    private readonly clock: Clock,
  ) {}

  /** Outside of a turn, so that lists are made while others are written. */
  async make(actor: Actor, field: MatchField, side: MatchSide, ids: readonly string[], { weights }: MatchState) {
    await field.catchUp();
    const { changes } = field;
    const subjects = ids.flatMap((id) => field.sides[side].get(id) ?? []);
    const facts = await this.database.transaction(actor, () => this.facts(side, subjects));
    const found = await this.find(field, side, subjects, facts, weights);
    const meaningsOf = await this.database.transaction(actor, () => this.meaningsOf(side, subjects, found));
    const asOf = this.clock.now().toISOString();
    const lists = subjects.map((subject, at) => {
      const pastOf = facts.pastOf.bind(null, subject.features.companyId);
      const known = { side, subject, meaningOf: meaningsOf(subject.id), pastOf, rarity: field.rarity, asOf };
      return listOf(known, found[at] ?? [], weights);
    });
    return { side, ids, lists, changes, facts } satisfies MadeLists;
  }

  /**
   * In the transaction of a turn. Each list is then of this edition, and nobody else's is touched. Where somebody was
   * refreshed, or said something, since the lists were made, they are made once more: nobody else has a turn now.
   */
  async write(actor: Actor, field: MatchField, made: MadeLists, state: MatchState): Promise<void> {
    const { side, ids } = made;
    await field.catchUp();
    const subjects = ids.flatMap((id) => field.sides[side].get(id) ?? []);
    const isOld = field.changes !== made.changes || (await this.facts(side, subjects)).token !== made.facts.token;
    const { lists } = isOld ? await this.make(actor, field, side, ids, state) : made;
    await this.lists.replaceOwn(actor, side, lists, state.edition);
  }

  /** All are asked at once: the index searches in its own thread while pairs are sketched in this one. */
  private async find(
    field: MatchField,
    side: MatchSide,
    subjects: readonly Held[],
    { refused }: Facts,
    weights: Weights,
  ): Promise<Candidate[][]> {
    const texts = await this.texts.stored(
      side,
      subjects.map(({ id }) => id),
    );
    return Promise.all(
      subjects.map((subject) => {
        const mayMatch = ({ id, features }: Held) =>
          features.companyId !== subject.features.companyId && !(refused.size && refused.has(`${subject.id} ${id}`));
        return this.candidates.of(field, { side, subject, text: texts.get(subject.id), mayMatch }, weights);
      }),
    );
  }

  private async facts(side: MatchSide, subjects: readonly Held[]): Promise<Facts> {
    const rows = await this.database.query<{ pair: string }>(REFUSED[side], [subjects.map(({ id }) => id)]);
    const refused = rows.map(({ pair }) => pair).sort();
    const { pastOf, token } = await this.history.told(subjects.map(({ features }) => features.companyId));
    return { refused: new Set(refused), pastOf, token: [...refused, token].join() };
  }

  private async meaningsOf(side: MatchSide, subjects: readonly Held[], found: readonly (readonly Candidate[])[]) {
    const others = found.flatMap((candidates) => candidates.map(({ held }) => held.id));
    return this.meanings.ofMany(
      side,
      subjects.map(({ id }) => id),
      [...new Set(others)],
    );
  }
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
