import { type Headcount, HEADCOUNTS, MATURITIES, type Maturity } from '@shuqiao/companies';
import type { Json, JsonObject } from '@shuqiao/kernel';
import { certificateSchemes } from './certificate-schemes';
import type { CompanyFeatures, DemandFeatures } from './features';
import { roughDollars } from './rough-dollars';
import { twinsOf } from './twins';

/*
 * Features out of the public documents of companies and demands. A document may be older than a member of it, so each is
 * read as what it is today.
 */

/** @param countryLanguages tags of the languages of the demand's country */
export function demandFeatures(document: JsonObject, countryLanguages: readonly string[]): DemandFeatures {
  const written = [document.title, document.description, ...list(document.titleTranslations)].filter(isObject);
  const requirements = list(document.requirements).filter(isObject);
  const texts = [...written, ...list(document.descriptionTranslations), ...requirements.flatMap(textsOfRequirement)];
  const budget = isObject(document.budget) ? (document.budget.max ?? document.budget.min ?? null) : null;
  return {
    companyId: String(document.companyId),
    country: String(document.country),
    textLanguages: unique(written.flatMap(({ lang }) => strings([lang ?? null]))),
    countryLanguages,
    concepts: unique(requirements.flatMap(({ concepts }) => strings(concepts))).sort(),
    certificates: unique(texts.filter(isObject).flatMap(({ text }) => certificateSchemes(String(text ?? '')))),
    budgetUsd: isObject(budget) ? roughDollars(String(budget.amount), String(budget.currency)) : null,
    deadline: typeof document.deadline === 'string' ? document.deadline : null,
  };
}

export function companyFeatures(document: JsonObject): CompanyFeatures {
  const capabilities = list(document.capabilities).filter(isObject);
  const references = list(document.referenceCases).filter(isObject);
  return {
    companyId: String(document.companyId),
    country: String(document.country),
    targetCountries: strings(document.targetCountries),
    referenceCountries: unique(references.flatMap(({ country }) => strings([country ?? null]))),
    languages: strings(document.languages),
    concepts: unique(capabilities.flatMap(({ concept }) => strings([concept ?? null]))),
    capabilities: capabilities.map(({ concept, maturity, evidence }) => ({
      concept: String(concept),
      maturity: MATURITIES.includes(maturity as Maturity) ? (maturity as Maturity) : 'production',
      evidence: unique(list(evidence).flatMap((one) => (isObject(one) ? strings([one.type ?? null]) : []))),
    })),
    references: references.map(({ id, country, concepts }) => ({
      id: String(id),
      country: String(country),
      concepts: strings(concepts),
    })),
    certificates: list(document.certificates)
      .filter(isObject)
      .flatMap(({ name, scheme, validUntil }) =>
        certificateSchemes(`${String(scheme ?? '')} ${String(name ?? '')}`).map((code) => ({
          scheme: code,
          validUntil: typeof validUntil === 'string' ? validUntil : null,
        })),
      ),
    headcount: HEADCOUNTS.includes(document.headcount as Headcount) ? (document.headcount as Headcount) : null,
    verifiedAt: typeof document.verifiedAt === 'string' ? document.verifiedAt : null,
    twins: twinsOf(document),
  };
}

function textsOfRequirement({ title, description }: JsonObject): Json[] {
  return [title ?? null, description ?? null];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function strings(value: Json | undefined): string[] {
  return list(value).filter((item): item is string => typeof item === 'string');
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
