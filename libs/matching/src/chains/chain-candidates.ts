import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@shuqiao/platform';
import { lineage } from '../score/concept-similarity';
import type { RequirementFeatures } from './requirement-meeting';

/** A verified company that may take a part in a chain. */
export interface ChainCandidate {
  readonly companyId: string;
  /** Codes of its capabilities. */
  readonly concepts: readonly string[];
  /** The score of the stored match in ten-thousandths; null without a place in the stored lists. */
  readonly score: number | null;
}

/** So many companies are looked at, besides those of the stored list. */
const MOST_CANDIDATES = 2_000;
/** So many postings are read in all, and so many at least and at most of one list. */
const MOST_POSTINGS = 30_000;
const POSTINGS_OF_ONE = { least: 50, most: 2_000 } as const;

/** Finds candidates for the parts of a demand: a specialist for one requirement may have no place in the list of the whole. */
@Injectable()
export class ChainCandidates {
  constructor(private readonly database: Database) {}

  /** In one statement, whatever the number of requirements. Call it inside a transaction. */
  find(
    demandId: string,
    requirements: readonly RequirementFeatures[],
    asking: string | null,
  ): Promise<ChainCandidate[]> {
    const keys = requirements.flatMap(({ concepts }, requirement) =>
      concepts.flatMap((concept, place) =>
        lineage(concept).map((code, level) => ({ requirement, place, code, level })),
      ),
    );
    const lists = new Set(keys.map(({ code }) => code)).size;
    const share = Math.floor(MOST_POSTINGS / Math.max(1, lists));
    return this.database.query<ChainCandidate & Record<string, unknown>>(CANDIDATES, [
      demandId,
      asking,
      keys.map(({ requirement }) => requirement),
      keys.map(({ place }) => place),
      keys.map(({ code }) => code),
      keys.map(({ level }) => level),
      Math.min(POSTINGS_OF_ONE.most, Math.max(POSTINGS_OF_ONE.least, share)),
      MOST_CANDIDATES,
    ]);
  }
}

const CANDIDATES: Statement = {
  name: 'matching.chain-candidates',
  text: `SELECT company_id AS "companyId", offered AS concepts, score
         FROM chain_candidates($1, $2, $3::integer[], $4::integer[], $5::text[], $6::integer[], $7, $8)`,
};
