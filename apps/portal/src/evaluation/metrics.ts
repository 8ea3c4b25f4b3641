/** Grades of companies by their id; what is not named has grade 0. */
export type Grades = ReadonlyMap<string, number>;

export const DEPTH = 10;

/** A demand's judgement and what was found for it, best first. */
export interface Judged {
  readonly language: string;
  readonly grades: Grades;
  readonly found: readonly string[];
}

export interface Quality {
  readonly demands: number;
  readonly ndcg: number;
  readonly success: number;
}

/**
 * Normalised discounted cumulative gain of the first ten: each company found gives 2^grade − 1, divided by log2(rank + 1);
 * the sum is divided by that of the best possible order of all that was judged. 0 to 1; 0 when nothing is relevant.
 */
export function ndcg(found: readonly string[], grades: Grades): number {
  const best = gainOf([...grades.values()].sort((left, right) => right - left));
  return best === 0 ? 0 : gainOf(found.map((id) => grades.get(id) ?? 0)) / best;
}

/** Whether one of the first ten is relevant. */
export function succeeds(found: readonly string[], grades: Grades): boolean {
  return found.slice(0, DEPTH).some((id) => (grades.get(id) ?? 0) > 0);
}

/** The means over the demands for which anything is relevant, of all and by the language of the demand. */
export function qualityOf(judged: readonly Judged[]): ReadonlyMap<string, Quality> {
  const counted = judged.filter(({ grades }) => [...grades.values()].some((grade) => grade > 0));
  const languages = [...new Set(counted.map(({ language }) => language))].sort();
  const groups = languages.map((language) => [language, counted.filter((one) => one.language === language)] as const);
  return new Map([['all', counted] as const, ...groups].map(([name, group]) => [name, meanOf(group)]));
}

function meanOf(group: readonly Judged[]): Quality {
  const mean = (value: (one: Judged) => number) =>
    group.length ? group.reduce((sum, one) => sum + value(one), 0) / group.length : 0;
  return {
    demands: group.length,
    ndcg: mean(({ found, grades }) => ndcg(found, grades)),
    success: mean(({ found, grades }) => Number(succeeds(found, grades))),
  };
}

function gainOf(grades: readonly number[]): number {
  return grades.slice(0, DEPTH).reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);
}
