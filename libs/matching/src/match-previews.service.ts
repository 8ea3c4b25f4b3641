import { Injectable } from '@nestjs/common';
import type { Actor, JsonObject } from '@shuqiao/kernel';
import { Database, type Statement } from '@shuqiao/platform';
import type { DemandFeatures } from './features';
import { MatchScorer } from './match-scorer';
import { requireWeight } from './match-settings.service';
import { MatchStates } from './match-state';
import { rank, withoutTwins } from './ranking';
import type { Weights } from './score/weights';

/** A company's place among the first of a demand; null before it enters and after it left. */
export interface PlaceMove {
  readonly companyId: string;
  readonly from: number | null;
  readonly to: number | null;
}

/** What changes among the first companies of one demand. */
export interface DemandPreview {
  readonly demandId: string;
  readonly title: JsonObject | null;
  readonly moves: readonly PlaceMove[];
}

export interface MatchPreview {
  /** So many demands were looked at: the newest open ones. */
  readonly looked: number;
  /** Those whose first companies change, newest first. */
  readonly items: readonly DemandPreview[];
}

const DEMANDS = 50;
const FIRST = 10;

/** What other weights would change, before they are set. */
@Injectable()
export class MatchPreviews {
  constructor(
    private readonly database: Database,
    private readonly scorer: MatchScorer,
    private readonly states: MatchStates,
  ) {}

  /**
   * Ranks the companies of the newest 50 open demands by the weights that are set and by others, from the same findings
   * and by the code that makes the lists. Writes nothing.
   * @throws DomainError VALIDATION_FAILED when no weight is above 0.
   */
  async preview(actor: Actor, weights: Weights): Promise<MatchPreview> {
    requireWeight(weights);
    await this.scorer.ready();
    return this.database.transaction(actor, async () => {
      const { edition, weights: current } = await this.states.current();
      const demands = await this.database.query<Sampled>(SAMPLE, [DEMANDS]);
      const items: DemandPreview[] = [];
      for (const { id, title, features } of demands) {
        const pairs = await this.scorer.assess('demand', id, features, edition);
        const firsts = (by: Weights) => withoutTwins(rank(pairs, by), FIRST).map(({ companyId }) => companyId);
        const moves = movesBetween(firsts(current), firsts(weights));
        if (moves.length) items.push({ demandId: id, title, moves });
      }
      return { looked: demands.length, items };
    });
  }
}

interface Sampled extends Record<string, unknown> {
  readonly id: string;
  readonly title: JsonObject | null;
  readonly features: DemandFeatures;
}

/** Who enters, who leaves and who moves, in the order of the places; nobody who stays where he is. */
export function movesBetween(before: readonly string[], after: readonly string[]): PlaceMove[] {
  const place = (list: readonly string[], id: string) => (list.includes(id) ? list.indexOf(id) + 1 : null);
  return [...new Set([...after, ...before])]
    .map((companyId) => ({ companyId, from: place(before, companyId), to: place(after, companyId) }))
    .filter(({ from, to }) => from !== to);
}

// Ids are numbered by time.
const SAMPLE: Statement = {
  name: 'matching.newest-demands',
  text: `SELECT subject_id AS id, listing.summary -> 'title' AS title, features FROM match_features
         JOIN demand_listings listing ON listing.demand_id = subject_id AND listing.status = 'open'
         WHERE side = 'demand' ORDER BY subject_id DESC LIMIT $1`,
};
