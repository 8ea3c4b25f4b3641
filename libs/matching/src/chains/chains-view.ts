import type { CoverAnswer } from './cover.types';
import type { Meeting, RequirementFeatures } from './requirement-meeting';

/** The name of a concept in the reader's language. */
export type CodeLabel = (code: string) => string;

/** What of a company's meets what a requirement asks for. */
export interface PartMet {
  readonly code: string;
  readonly label: string;
  readonly by: string;
  readonly byLabel: string;
  readonly degree: number;
}

/** How well a company meets a requirement, and by what. */
export interface PartView {
  readonly requirementId: string;
  readonly degree: number;
  readonly by: readonly PartMet[];
  readonly missing: readonly { readonly code: string; readonly label: string }[];
}

export interface ChainMember {
  readonly companyId: string;
  /** Of the stored match; null where the pair has no place in the stored lists. */
  readonly score: number | null;
  readonly requirements: readonly (PartView & { readonly leads: boolean })[];
}

export interface Chain {
  readonly companies: readonly ChainMember[];
  readonly covers: readonly string[];
  readonly complete: boolean;
  readonly score: number;
  readonly exact: boolean;
}

export interface Uncovered {
  readonly requirementId: string;
  readonly mandatory: boolean;
  readonly nearest: (PartView & { readonly companyId: string }) | null;
}

export interface ChainsView {
  readonly items: readonly Chain[];
  readonly uncovered: readonly Uncovered[];
}

interface Sources {
  readonly requirements: readonly RequirementFeatures[];
  readonly meetingOf: (companyId: string, requirementId: string) => Meeting | undefined;
  readonly scores: ReadonlyMap<string, number | null>;
  readonly labelOf: CodeLabel;
}

/** The answer in the reader's words, with what each degree comes from. */
export function chainsView({ covers, uncovered, exact }: CoverAnswer, sources: Sources): ChainsView {
  const { requirements, scores } = sources;
  return {
    items: covers.map(({ members, covered, complete, degree }) => ({
      companies: members.map(({ companyId, parts }) => ({
        companyId,
        score: scores.get(companyId) ?? null,
        requirements: parts.map(({ requirementId, leads }) => ({ ...part(companyId, requirementId, sources), leads })),
      })),
      covers: covered,
      complete,
      score: degree,
      exact,
    })),
    uncovered: uncovered.map(({ requirementId, nearest }) => ({
      requirementId,
      mandatory: requirements.find(({ id }) => id === requirementId)?.mandatory ?? true,
      nearest: nearest && { companyId: nearest.companyId, ...part(nearest.companyId, requirementId, sources) },
    })),
  };
}

function part(companyId: string, requirementId: string, { meetingOf, labelOf }: Sources): PartView {
  const { degree = 0, met = [], missing = [] } = meetingOf(companyId, requirementId) ?? {};
  return {
    requirementId,
    degree,
    by: met.map((item) => ({ ...item, label: labelOf(item.code), byLabel: labelOf(item.by) })),
    missing: missing.map((code) => ({ code, label: labelOf(code) })),
  };
}
