import { conceptSimilarity } from '../score/concept-similarity';
import type { Met } from '../score/factor';

/** A requirement as the match reads it. */
export interface RequirementFeatures {
  readonly id: string;
  readonly mandatory: boolean;
  readonly concepts: readonly string[];
}

/** How well a company meets one requirement, and by what. */
export interface Meeting {
  /** 0 to 1. */
  readonly degree: number;
  readonly met: readonly Met[];
  /** Concepts of the requirement that nothing of the company's comes near. */
  readonly missing: readonly string[];
}

/** How one requirement is read against what a company offers: what else than concepts speaks for it can join here. */
export type ReadMeeting = (
  requirement: RequirementFeatures,
  company: { readonly concepts: readonly string[] },
) => Meeting;

/** From here on a company covers a requirement: the concept itself, one above or below it, or half of several. */
export const COVERS_FROM = 0.5;

/** By concepts alone: the mean, over the concepts of the requirement, of how near the nearest of the company's is. */
export const meetingByConcepts: ReadMeeting = ({ concepts }, company) => {
  const wanted = [...new Set(concepts)].sort().map((code) => nearest(code, company.concepts));
  const sum = wanted.reduce((total, { degree }) => total + degree, 0);
  return {
    degree: wanted.length ? Math.round((sum / wanted.length) * 10_000) / 10_000 : 0,
    met: wanted.filter(({ degree }) => degree > 0),
    missing: wanted.filter(({ degree }) => degree === 0).map(({ code }) => code),
  };
};

function nearest(code: string, offered: readonly string[]): Met {
  let best: Met = { code, by: '', degree: 0 };
  for (const by of offered) {
    const degree = conceptSimilarity(code, by);
    if (degree > best.degree || (degree > 0 && degree === best.degree && by < best.by)) best = { code, by, degree };
  }
  return best;
}
