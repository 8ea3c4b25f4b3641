import type { Origin } from '@shuqiao/companies';
import type { JsonObject } from '@shuqiao/kernel';
import type { DemandContent, Requirement } from './demand-content';
import { plainAmount } from './demand.entity';

interface Published {
  readonly id: string;
  readonly companyId: string;
  readonly version: number;
  readonly publishedAt: Date;
  readonly origin: Origin | null;
  /** When this version became public. */
  readonly versionPublishedAt: Date;
}

/**
 * What a public version says, whole and for good. Nothing private may stand in it: it is built member by member, and
 * the contact is none of them.
 */
export function demandDocument(published: Published, content: DemandContent): JsonObject {
  return {
    id: published.id,
    companyId: published.companyId,
    version: published.version,
    publishedAt: published.publishedAt.toISOString(),
    versionPublishedAt: published.versionPublishedAt.toISOString(),
    ...(published.origin && { origin: originOf(published.origin) }),
    ...publicContent(content),
  };
}

/** The public part of a content in canonical form: what versions are compared by and what the reviewer judges. */
export function publicContent(content: DemandContent): JsonObject {
  const { country, place, title, titleTranslations, description, descriptionTranslations, deadline } = content;
  const value = {
    country,
    place,
    title,
    titleTranslations,
    description,
    descriptionTranslations,
    budget: content.budget && { min: money(content.budget.min), max: money(content.budget.max) },
    deadline: deadline && new Date(deadline).toISOString(),
    attachments: content.attachments.map(({ id, name, mediaType, size }) => ({ id, name, mediaType, size })),
    requirements: content.requirements.map(requirementDocument),
  };
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** What a row of the public list shows. */
export function demandSummary(document: JsonObject, content: DemandContent): JsonObject {
  const { id, companyId, version, country, place, title, titleTranslations, budget, deadline, publishedAt } = document;
  const summary = { id, companyId, version, country, place, title, titleTranslations, budget, deadline, publishedAt };
  return { ...summary, concepts: conceptsOf(content.requirements) } as JsonObject;
}

/** Every concept of the requirements once, sorted. */
export function conceptsOf(requirements: readonly Requirement[]): string[] {
  return [...new Set(requirements.flatMap((requirement) => requirement.concepts))].sort();
}

function requirementDocument(requirement: Requirement) {
  const { id, kind, title, description, concepts, quantity, mandatory } = requirement;
  return { id, kind, title, description, concepts: [...concepts].sort(), quantity, mandatory };
}

function originOf({ source, id, url, category }: Origin): JsonObject {
  return { source, id, url, ...(category !== undefined && { category }) };
}

function money(value: { amount: string; currency: string } | null) {
  return value && { amount: plainAmount(value.amount), currency: value.currency };
}
