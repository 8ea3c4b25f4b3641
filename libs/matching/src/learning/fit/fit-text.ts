import {
  type FitReport,
  type FitWarning,
  LEAST_ASIDE,
  LEAST_EXAMPLES,
  LEAST_OF_A_KIND,
  type Measures,
} from './fit-report';

const SAID: Readonly<Record<FitWarning['code'], string>> = {
  too_few_examples: `Fewer than ${LEAST_EXAMPLES} matches to learn from: the weights hardly move.`,
  too_few_of_a_kind: `Fewer than ${LEAST_OF_A_KIND} matches that were wanted, or that were not.`,
  too_few_aside: `Fewer than ${LEAST_ASIDE} matches kept aside, or all of one kind: the comparison says nothing.`,
  rarely_asked: 'Too seldom asked for to learn from, so about as today:',
  log_loss_not_better: 'On what was kept aside the proposal predicts no better than today’s weights.',
  order_worse: 'On what was kept aside the proposal orders matches worse than today’s weights.',
};

/** The report as a person reads it. */
export function fitText({ counts, factors, today, proposed, warnings, advisable }: FitReport): string {
  return [
    `${counts.examples} matches that say something, ${counts.wanted} of them wanted.`,
    `Learned from ${counts.training}; kept aside ${counts.aside}, with ${counts.asideLists} demands to order.`,
    '',
    row('factor', 'asked', 'today', 'proposed'),
    ...factors.map((factor) => row(factor.code, factor.asked, factor.today, factor.proposed)),
    '',
    row('kept aside', '', 'today', 'proposed'),
    ...(['logLoss', 'auc', 'ndcg'] as const).map((name) =>
      row(NAMES[name], '', figure(today.aside[name]), figure(proposed.aside[name])),
    ),
    '',
    ...warnings.map(({ code, factors: named }) => `Note: ${SAID[code]}${named ? ` ${named.join(', ')}.` : ''}`),
    advisable
      ? 'The data speak for the proposal. Nothing was changed: try it in the settings of the match, and set it there.'
      : 'The data do not speak for the proposal. Nothing was changed.',
  ].join('\n');
}

const NAMES: Readonly<Record<keyof Measures, string>> = {
  logLoss: 'log-loss (low is good)',
  auc: 'AUC',
  ndcg: 'nDCG@10',
};

function row(name: string, ...cells: readonly (string | number)[]): string {
  return [name.padEnd(24), ...cells.map((cell) => String(cell).padStart(10))].join('').trimEnd();
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(4);
}
