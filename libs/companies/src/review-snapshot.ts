import { canonicalJson, DomainError, type JsonObject } from '@shuqiao/kernel';
import { PROFILE_TOO_LARGE } from './companies.errors';
import type { LegalIdentity } from './company.types';
import type { ProfileContent, ProfileDocument, ProfileParties } from './profile-content';
import { buildPublicDocument } from './public-document';

// Moderation keeps at most a million bytes; the rest is room for its own members.
const MOST_BYTES = 900_000;

/**
 * What a reviewer judges: what will be public, and what it rests on.
 * @throws DomainError PROFILE_TOO_LARGE
 */
export function profileSnapshot(
  content: ProfileContent,
  documents: readonly ProfileDocument[],
  parties: ProfileParties,
): JsonObject {
  const snapshot = wholeSnapshot(content, documents, parties);
  if (!fits(snapshot)) throw new DomainError(PROFILE_TOO_LARGE);
  return snapshot;
}

/**
 * What a reviewer of a renewal judges: the verified version as it is now. A verified profile may have outgrown what a
 * case can hold; then who the company is has to do, so that nobody escapes a renewal by writing more.
 */
export function renewalSnapshot(
  content: ProfileContent,
  documents: readonly ProfileDocument[],
  parties: ProfileParties,
): JsonObject {
  const snapshot = wholeSnapshot(content, documents, parties);
  if (fits(snapshot)) return snapshot;
  const { company, registrationNumbers } = content;
  const legal = identity({ legalName: company.legal, country: company.country, registrationNumbers });
  return { ...legal, documents: listed(documents), ...known(parties) };
}

function fits(snapshot: JsonObject): boolean {
  return Buffer.byteLength(canonicalJson(snapshot)) <= MOST_BYTES;
}

function wholeSnapshot(
  content: ProfileContent,
  documents: readonly ProfileDocument[],
  parties: ProfileParties,
): JsonObject {
  const { verification: _verification, verifiedAt: _verifiedAt, ...shown } = buildPublicDocument(content, []);
  return {
    ...shown,
    registrationNumbers: content.registrationNumbers.map(({ scheme, number }) => ({ scheme, number })),
    documents: listed(documents),
    ...known(parties),
  };
}

/** What a reviewer of a legal change judges: the details now in force beside those wanted. */
export function legalChangeSnapshot(
  current: LegalIdentity,
  wanted: LegalIdentity,
  documents: readonly ProfileDocument[],
  parties: ProfileParties,
): JsonObject {
  return {
    ...identity(wanted),
    current: identity(current),
    documents: listed(documents),
    ...known(parties),
  };
}

function listed(documents: readonly ProfileDocument[]): JsonObject[] {
  return documents.map(({ id, purpose, name, sha256 }) => ({ id, purpose, name, sha256 }));
}

function known({ owners, contacts }: ProfileParties): JsonObject {
  return { owners: [...owners], contacts: contacts.map(({ id, version }) => ({ id, version })) };
}

function identity({ legalName, country, registrationNumbers }: LegalIdentity): JsonObject {
  return {
    legalName: { lang: legalName.lang, text: legalName.text },
    country,
    registrationNumbers: registrationNumbers.map(({ scheme, number }) => ({ scheme, number })),
  };
}
