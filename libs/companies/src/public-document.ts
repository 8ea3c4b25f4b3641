import type { JsonObject, TaggedText } from '@shuqiao/kernel';
import type { Origin } from './company.types';
import { CHECKED_BY, type PublicCheck } from './findings';
import type { ProfileContent } from './profile-content';
import { mainNumber } from './registration-numbers';

/**
 * The public page of a verified company, built member by member so that nothing gets out by being added elsewhere: no
 * contact persons, no private documents, and of the registration numbers only the one that stands for the company.
 */
export function buildPublicDocument(content: ProfileContent, checks: readonly PublicCheck[]): JsonObject {
  const { company } = content;
  return {
    ...summary(content),
    description: texts(company.description),
    registrationNumber: number(content),
    capabilities: content.capabilities.map(({ concept, maturity, evidence }) => ({
      concept,
      maturity,
      evidence: evidence.map(({ type, id }) => ({ type, id })),
    })),
    products: content.products.map(({ id, names, description, specification, concepts, pictureId }) => ({
      id,
      names: texts(names),
      description: texts(description),
      specification: specification.map(({ name, value }) => ({ name, value })),
      concepts,
      picture: pictureId ? `/api/v1/files/${pictureId}` : null,
    })),
    referenceCases: content.referenceCases.map(({ id, title, country, year, concepts, customer, outcome }) => {
      return { id, title: text(title), country, year, concepts, customer, outcome: outcome && text(outcome) };
    }),
    certificates: content.certificates.map(({ id, name, scheme, issuer, number: own, validFrom, validUntil }) => {
      return { id, name, scheme, issuer, number: own, validFrom, validUntil };
    }),
    headcount: company.headcount,
    foundingYear: company.foundingYear,
    website: company.website,
    verification: {
      verifiedAt: company.verifiedAt?.toISOString() ?? null,
      verifiedBy: company.verifiedAt ? CHECKED_BY : null,
      checks: checks.map(({ check, result, checkedBy, at, validUntil, renewing }) => {
        return { check, result, checkedBy, at, validUntil, renewing };
      }),
    },
  };
}

/** Who the company is, in brief. */
function summary({ company, capabilities }: ProfileContent): JsonObject {
  return {
    companyId: company.id,
    legalName: { lang: company.legalNameLang, text: company.legalName },
    names: texts(company.names),
    country: company.country,
    side: company.side,
    kind: company.kind,
    concepts: capabilities.map(({ concept }) => concept),
    targetCountries: company.targetCountries,
    languages: company.languages,
    verifiedAt: company.verifiedAt?.toISOString() ?? null,
    ...(company.origin && { origin: originOf(company.origin) }),
  };
}

function number(content: ProfileContent): JsonObject | null {
  const main = mainNumber(content.registrationNumbers);
  return main && { scheme: main.scheme, number: main.number };
}

function originOf({ source, id, url }: Origin): JsonObject {
  return { source, id, url };
}

function text({ lang, text: written }: TaggedText): JsonObject {
  return { lang, text: written };
}

function texts(list: readonly TaggedText[]): JsonObject[] {
  return list.map(text);
}
