/** One prediction and what came of it. */
export interface Judged {
  readonly value: number;
  readonly wanted: boolean;
}

const NEAREST = 1e-12;

/** The mean of −log of the probability that was given to what came. Null without any. */
export function logLoss(predictions: readonly Judged[]): number | null {
  if (!predictions.length) return null;
  const sum = predictions.reduce((total, { value, wanted }) => {
    const given = Math.min(1, Math.max(NEAREST, wanted ? value : 1 - value));
    return total - Math.log(given);
  }, 0);
  return sum / predictions.length;
}

/** How often what was wanted stands above what was not; equals count half. Null unless there are both. */
export function areaUnderCurve(predictions: readonly Judged[]): number | null {
  const sorted = [...predictions].sort((left, right) => left.value - right.value);
  const wanted = sorted.filter((one) => one.wanted).length;
  const unwanted = sorted.length - wanted;
  if (!wanted || !unwanted) return null;
  let rankSum = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]?.value === sorted[start]?.value) end += 1;
    const middle = (start + 1 + end) / 2;
    rankSum += middle * sorted.slice(start, end).filter((one) => one.wanted).length;
    start = end;
  }
  return (rankSum - (wanted * (wanted + 1)) / 2) / (wanted * unwanted);
}

/**
 * nDCG at a depth of one list, with equals sharing their places, so that the order of the input does not matter
 * (McSherry and Najork, ECIR 2008). Null unless the list has both what was wanted and what was not.
 */
export function ndcg(predictions: readonly Judged[], depth: number): number | null {
  const wanted = predictions.filter((one) => one.wanted).length;
  if (!wanted || wanted === predictions.length) return null;
  const sorted = [...predictions].sort((left, right) => right.value - left.value);
  let gained = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]?.value === sorted[start]?.value) end += 1;
    const share = sorted.slice(start, end).filter((one) => one.wanted).length / (end - start);
    gained += share * discounts(start, Math.min(end, depth));
    start = end;
  }
  return gained / discounts(0, Math.min(wanted, depth));
}

function discounts(start: number, end: number): number {
  let sum = 0;
  for (let place = start; place < end; place += 1) sum += 1 / Math.log2(place + 2);
  return sum;
}
