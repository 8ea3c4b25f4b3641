import {
  compareAmounts,
  DUPLICATE,
  fieldError,
  type FieldError,
  MUST_BE_FUTURE,
  REQUIRED,
  type TaggedText,
  UNKNOWN_REFERENCE,
} from '@shuqiao/kernel';
import type { Budget, DemandContent, DemandTerms, RequirementInput } from './demand-content';
import {
  ALREADY_IN_THIS_LANGUAGE,
  BUDGET_CURRENCIES_DIFFER,
  BUDGET_REVERSED,
  DEADLINE_TOO_SOON,
  REQUIREMENT_MISSING,
} from './demand.errors';

const DAY = 86_400_000;

/**
 * Budgets from here on are decided by two reviewers. There are no exchange rates here: each common currency has its
 * own round figure of roughly the same weight, and any other takes the lowest, which errs towards a second look.
 */
const SECOND_REVIEW_FROM: Readonly<Record<string, string>> = {
  USD: '5000000',
  EUR: '5000000',
  CNY: '35000000',
  RUB: '400000000',
  INR: '400000000',
  KZT: '2500000000',
};
const SECOND_REVIEW_FROM_OTHERWISE = '5000000';

/** What is wrong with terms at any time, also in a draft. */
export function faultsOfTerms(terms: DemandTerms): FieldError[] {
  return [
    ...faultsOfBudget(terms.budget),
    ...faultsOfTranslations('/titleTranslations', terms.title, terms.titleTranslations),
    ...faultsOfTranslations('/descriptionTranslations', terms.description, terms.descriptionTranslations),
  ];
}

/** What is still missing or out of time when the reviewer is to see it; `now` is the moment of submission. */
export function faultsAtSubmission(content: DemandContent, now: Date): FieldError[] {
  return [
    ...(content.description ? [] : [fieldError('/description', REQUIRED)]),
    ...faultsOfDeadline(content.deadline, now),
    ...(content.requirements.length ? [] : [fieldError('/requirements', REQUIREMENT_MISSING)]),
    ...content.requirements.flatMap(({ concepts }, index) =>
      concepts.length ? [] : [fieldError(`/requirements/${index}/concepts`, REQUIRED)],
    ),
  ];
}

/** Requirements that name an id must name one that the demand has, and each once. */
export function faultsOfIds(inputs: readonly RequirementInput[], known: ReadonlySet<string>): FieldError[] {
  const seen = new Set<string>();
  return inputs.flatMap(({ id }, index) => {
    if (id === undefined) return [];
    const kind = seen.has(id) ? DUPLICATE : known.has(id) ? null : UNKNOWN_REFERENCE;
    seen.add(id);
    return kind ? [fieldError(`/requirements/${index}/id`, kind)] : [];
  });
}

/** Whether the budget is so large that a second pair of eyes decides too. */
export function isLargeBudget(budget: Budget | null): boolean {
  if (!budget) return false;
  const { amount, currency } = budget.max;
  return compareAmounts(amount, SECOND_REVIEW_FROM[currency] ?? SECOND_REVIEW_FROM_OTHERWISE) >= 0;
}

function faultsOfDeadline(deadline: string | null, now: Date): FieldError[] {
  if (deadline === null) return [fieldError('/deadline', REQUIRED)];
  const ahead = Date.parse(deadline) - now.getTime();
  if (ahead <= 0) return [fieldError('/deadline', MUST_BE_FUTURE)];
  return ahead < DAY ? [fieldError('/deadline', DEADLINE_TOO_SOON)] : [];
}

function faultsOfBudget(budget: Budget | null): FieldError[] {
  if (!budget?.min) return [];
  if (budget.min.currency !== budget.max.currency)
    return [fieldError('/budget/max/currency', BUDGET_CURRENCIES_DIFFER)];
  return compareAmounts(budget.min.amount, budget.max.amount) > 0
    ? [fieldError('/budget/min/amount', BUDGET_REVERSED)]
    : [];
}

function faultsOfTranslations(
  pointer: string,
  original: TaggedText | null,
  translations: readonly TaggedText[],
): FieldError[] {
  const seen = new Set(original ? [original.lang] : []);
  return translations.flatMap(({ lang }, index) => {
    if (seen.has(lang)) return [fieldError(`${pointer}/${index}/lang`, ALREADY_IN_THIS_LANGUAGE)];
    seen.add(lang);
    return [];
  });
}
