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
  const { verification: _verification, verifiedAt: _verifiedAt, ...shown } = buildPublicDocument(content, []);
  const snapshot = {
    ...shown,
    registrationNumbers: content.registrationNumbers.map(({ scheme, number }) => ({ scheme, number })),
    documents: listed(documents),
    ...known(parties),
  };
  if (Buffer.byteLength(canonicalJson(snapshot)) > MOST_BYTES) throw new DomainError(PROFILE_TOO_LARGE);
  return snapshot;
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
