import { fieldError, invalid, MUST_BE_LATER, NOT_ALLOWED, REQUIRED } from '@shuqiao/kernel';
import { filterTerms, type SearchKind } from '../search/search-terms';
import type { Words } from '../search/search-words';

export const ALERTS = ['none', 'at_once', 'daily', 'weekly'] as const;
/** When its owner is told of new listings: daily and weekly (on Mondays) at eight in the morning where he is. */
export type Alert = (typeof ALERTS)[number];

/** The parameters of a search, as the lists take them; those left out do not matter. */
export interface SavedQuery {
  readonly q?: string;
  readonly country?: string;
  readonly concept?: string;
  readonly side?: string;
  readonly kind?: string;
  readonly language?: string;
  /** Of companies only. */
  readonly targetCountry?: string;
  /** RFC 3339, of demands only; from is included, to is not. */
  readonly deadlineFrom?: string;
  readonly deadlineTo?: string;
}

const MEMBERS = ['q', 'country', 'concept', 'side', 'kind', 'language'] as const;
const OWN_MEMBERS = { company: ['targetCountry'], demand: ['deadlineFrom', 'deadlineTo'] } as const;

/**
 * The query with what its kind of list can be asked for, and nothing else.
 * @throws DomainError VALIDATION_FAILED at the parameter that the other kind has, and where no deadline can ever fit.
 */
export function checkedQuery(kind: SearchKind, query: SavedQuery): SavedQuery {
  const other = kind === 'demand' ? 'company' : 'demand';
  const wrong = OWN_MEMBERS[other].filter((name) => query[name] !== undefined);
  if (wrong.length) throw invalid(...wrong.map((name) => fieldError(`/query/${name}`, NOT_ALLOWED, { allowed: kind })));
  const { deadlineFrom, deadlineTo } = query;
  if (deadlineFrom && deadlineTo && Date.parse(deadlineTo) <= Date.parse(deadlineFrom))
    throw invalid(fieldError('/query/deadlineTo', MUST_BE_LATER, { other: 'deadlineFrom' }));
  const names = [...MEMBERS, ...OWN_MEMBERS[kind]];
  return Object.fromEntries(names.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])));
}

/**
 * The terms that a new listing must have to be told of; a demand must be open.
 * @throws DomainError VALIDATION_FAILED at `/query/q` when there is no word in it.
 */
export function neededTerms(kind: SearchKind, query: SavedQuery, { analyzer }: Words): string[] {
  const words = query.q === undefined ? [] : analyzer.analyzeQuery(query.q).tokens;
  if (query.q !== undefined && !words.length) throw invalid(fieldError('/query/q', REQUIRED));
  const state = kind === 'demand' ? 'open' : undefined;
  return [...filterTerms({ ...query, state, target: query.targetCountry }), ...words];
}
