import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '@shuqiao/kernel';
import { fold } from '@shuqiao/text';
import { bandsOf } from './near-copies';

/** A shorter text is a label that honest firms share. */
const LEAST_LETTERS = 60;
const MOST_TEXT = 20_000;
/** Whoever copies a firm copies the text that stands first. */
const MOST_COMPARED = 2;

/**
 * What tells that two companies are one: the site they name, and each text in which they describe themselves, without
 * their names, figures, case, spaces and punctuation, as a whole and by what it has in common with a reworded copy.
 * Companies that share one of these stand in one place of a list.
 */
export function twinsOf(document: JsonObject): string[] {
  const names = [document.legalName, ...list(document.names)].map(textOf).filter((name) => name.length > 1);
  const texts = list(document.description).map((text) => lettersOf(textOf(text), names));
  // An imported record names its page at the source, where all of them stand.
  const site = document.origin ? null : siteOf(document.website);
  return [
    ...(site ? [`site:${site}`] : []),
    ...texts.filter((text) => [...text].length >= LEAST_LETTERS).map((text) => `text:${digest(text)}`),
    ...texts
      .slice(0, MOST_COMPARED)
      .flatMap(bandsOf)
      .map((band) => `near:${band}`),
  ];
}

function lettersOf(text: string, names: readonly string[]): string {
  const folded = fold(text.slice(0, MOST_TEXT));
  const nameless = names.reduce((left, name) => left.replaceAll(fold(name), ''), folded);
  return nameless.replace(/[^\p{L}]/gu, '');
}

function siteOf(website: Json | undefined): string | null {
  if (typeof website !== 'string' || !URL.canParse(website)) return null;
  return new URL(website).hostname.replace(/^www\./, '') || null;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? String(value.text ?? '') : '';
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
