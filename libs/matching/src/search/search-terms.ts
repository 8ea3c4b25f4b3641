/** What is searched: each kind is numbered and counted for itself. */
export type SearchKind = 'demand' | 'company';
export const SEARCH_KINDS: readonly SearchKind[] = ['demand', 'company'];

/** By what a list is filtered; members that are left out do not matter. */
export interface Facets {
  readonly state?: string | undefined;
  readonly country?: string | undefined;
  /** A concept; one that stands above others stands for them too. */
  readonly concept?: string | undefined;
  readonly side?: string | undefined;
  readonly kind?: string | undefined;
  readonly target?: string | undefined;
  readonly language?: string | undefined;
}

/** The facets that a document has, each possibly several times. */
export interface DocumentFacets {
  readonly state?: string | undefined;
  readonly country: string;
  readonly concepts: readonly string[];
  readonly side?: string | undefined;
  readonly kind?: string | undefined;
  readonly targets?: readonly string[];
  readonly languages: readonly string[];
}

/**
 * The terms that a document's facets are found by. State, country and concept are combined into one term each way, so
 * that the usual filters are one posting list with an exact count; the others stand alone. No analysed word begins
 * with `=`.
 */
export function facetTerms(facets: DocumentFacets): string[] {
  const states = [undefined, ...(facets.state ? [facets.state] : [])];
  const concepts = [undefined, ...withAncestors(facets.concepts)];
  const combined = states.flatMap((state) =>
    [undefined, facets.country].flatMap((country) => concepts.map((concept) => combinedTerm(state, country, concept))),
  );
  const others = [
    ...(facets.side ? [`=side:${facets.side}`] : []),
    ...(facets.kind ? [`=kind:${facets.kind}`] : []),
    ...(facets.targets ?? []).map((target) => `=target:${target}`),
    ...facets.languages.map((language) => `=lang:${primaryLanguage(language)}`),
  ];
  return [...new Set([...combined, ...others])];
}

/** The terms that a filter asks for, all of them; never empty. */
export function filterTerms(facets: Facets): string[] {
  const { side, kind, target, language } = facets;
  const terms = [
    ...(side ? [`=side:${side}`] : []),
    ...(kind ? [`=kind:${kind}`] : []),
    ...(target ? [`=target:${target}`] : []),
    ...(language ? [`=lang:${primaryLanguage(language)}`] : []),
  ];
  const combined = combinedTerm(facets.state, facets.country, facets.concept);
  return combined === EVERY && terms.length ? terms : [combined, ...terms];
}

/** The same filters one by one, as a document's own facets have them. */
export function plainFacets({ state, country, concept, ...others }: Facets): string[] {
  const alone = [
    combinedTerm(state, undefined, undefined),
    combinedTerm(undefined, country, undefined),
    combinedTerm(undefined, undefined, concept),
  ];
  return [...alone, ...filterTerms(others)].filter((term) => term !== EVERY);
}

/** Of a document's terms those that each name one facet. */
export function facetsAmong(terms: readonly string[]): string[] {
  return terms.filter((term) => term.startsWith(EVERY) && term !== EVERY && !term.includes('&'));
}

/** The term of a word that stands in a heading; analysed words never begin with a caret. */
export const headingTerm = (word: string): string => `^${word}`;

/** The term that every document has. */
const EVERY = '=';

/** The term of what has this state, country and concept, as far as they are given. */
export function combinedTerm(
  state: string | undefined,
  country: string | undefined,
  concept: string | undefined,
): string {
  const parts = [state && `state:${state}`, country && `country:${country}`, concept && `concept:${concept}`];
  return EVERY + parts.filter(Boolean).join('&');
}

function withAncestors(concepts: readonly string[]): string[] {
  const all = concepts.flatMap((code) => {
    const path = code.split('.');
    return path.map((_part, depth) => path.slice(0, depth + 1).join('.'));
  });
  return [...new Set(all)];
}

/** `zh-Hans-CN` is found as `zh`. */
function primaryLanguage(tag: string): string {
  return tag.split('-', 1)[0] ?? tag;
}
