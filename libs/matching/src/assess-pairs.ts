import type { MeaningOf } from './embeddings/meanings';
import type { CompanyFeatures, DemandFeatures, MatchSide } from './features';
import type { Past, Pair, Rarity } from './score/factor';
import { assess, type Findings, isRelated } from './score/score';
import type { TextLikeness } from './texts/text-matches';

type Features = CompanyFeatures | DemandFeatures;

/** A pair of which the factors found something, not yet weighed. */
export interface AssessedPair {
  readonly demandId: string;
  readonly companyId: string;
  readonly demandCompanyId: string;
  /** The least score that finds a place in the other side's list, in ten-thousandths. */
  readonly floor: number;
  /** What near-copies of the company share with it. */
  readonly twins: readonly string[];
  readonly findings: Findings;
}

/** A subject and what is known of all pairs with it. */
export interface Subject {
  readonly side: MatchSide;
  readonly id: string;
  readonly features: Features;
  /** How much texts of the other side have in common with the subject's, by id; nothing for those not named. */
  readonly similarities: ReadonlyMap<string, TextLikeness>;
  readonly meaningOf: MeaningOf;
  readonly rarity: Rarity;
  /** What the subject's company and another one answered each other. */
  readonly pastOf: (company: string) => readonly Past[];
  /** RFC 3339. */
  readonly asOf: string;
}

interface Other {
  readonly id: string;
  readonly features: Features;
  readonly floor?: number;
}

const NOTHING: TextLikeness = { similarity: 0, cosine: 0 };

/** What each factor says to the pairs of a subject; those that have nothing to do with each other are left out. */
export function assessPairs(subject: Subject, others: readonly Other[]): AssessedPair[] {
  const { rarity, similarities, meaningOf, pastOf, asOf } = subject;
  return others
    .map((other) => {
      const [demand, company] = subject.side === 'demand' ? [subject, other] : [other, subject];
      const { similarity, cosine } = similarities.get(other.id) ?? NOTHING;
      const [text, meaning] = [{ similarity, met: [] }, meaningOf(other.id, cosine)];
      const shown = { demand: demand.features as DemandFeatures, company: company.features as CompanyFeatures };
      const pair: Pair = { ...shown, rarity, text, meaning, past: pastOf(other.features.companyId), asOf };
      return {
        demandId: demand.id,
        companyId: company.id,
        demandCompanyId: shown.demand.companyId,
        floor: other.floor ?? 0,
        twins: shown.company.twins ?? [],
        findings: assess(pair),
      };
    })
    .filter(({ findings }) => isRelated(findings));
}
