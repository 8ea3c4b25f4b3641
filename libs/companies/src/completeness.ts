import type { ProfileContent, ProfileDocument } from './profile-content';

export interface Completeness {
  /** 0 to 100. */
  readonly percent: number;
  /** Codes of what is missing, the necessary ones first. */
  readonly missing: readonly string[];
  /** Those of them without which the company cannot be submitted. */
  readonly required: readonly string[];
}

type Check = readonly [code: string, required: boolean, present: boolean];

/** How much of the profile is there. `contacts` is their number; who they are does not matter here. */
export function completenessOf(
  content: ProfileContent,
  documents: readonly ProfileDocument[],
  contacts: number,
): Completeness {
  const { company } = content;
  const named = new Set([company.legalNameLang, ...company.names.map(({ lang }) => lang)]);
  const checks: readonly Check[] = [
    ['registration_number', true, content.registrationNumbers.length > 0],
    ['description', true, company.description.length > 0],
    // Who only looks for partners has nothing to deliver; who goes out without a capability cannot be found.
    ['capability', company.side === 'domestic', content.capabilities.length > 0],
    ['contact', true, contacts > 0],
    ['legal_document', false, documents.some(({ purpose }) => purpose === 'legal_document')],
    ['working_language_name', false, ['zh', 'ru', 'en'].filter((language) => named.has(language)).length > 1],
    ['product_or_reference_case', false, content.products.length + content.referenceCases.length > 0],
    ['target_country', false, company.targetCountries.length > 0],
    ['language', false, company.languages.length > 0],
    ['headcount', false, company.headcount !== null],
    ['founding_year', false, company.foundingYear !== null],
    ['website', false, company.website !== null],
  ];
  const missing = checks.filter(([, , present]) => !present);
  return {
    percent: Math.round((100 * (checks.length - missing.length)) / checks.length),
    missing: missing.map(([code]) => code),
    required: missing.filter(([, required]) => required).map(([code]) => code),
  };
}
