/** A match as the company API answers it. */
export interface MatchBody {
  demandId: string;
  companyId: string;
  score: number;
  factors: FactorBody[];
  advice?: { kind: string; code: string; gain: number; text: string }[];
}

export interface FactorBody {
  code: string;
  value: number;
  share: number;
  text: string;
  met: { code: string; label: string; by: string; degree: number }[];
  missing: { code: string; label: string }[];
}
