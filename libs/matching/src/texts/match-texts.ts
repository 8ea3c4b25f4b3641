import type { Json, JsonObject, TaggedText } from '@shuqiao/kernel';
import { clip, type WeightedText } from '@shuqiao/text';

/** A text of a public document in the language it was written in; empty where that is not known. */
export interface SaidText extends WeightedText {
  readonly lang: string;
}

/** So many parts of a document are read, and so much of each: what stands further back says little that is new. */
const MOST_PARTS = 120;
export const MOST_LETTERS = 8_000;

/**
 * A title says what is wanted; the text below it says how to apply as often; a source's category names half a trade. A
 * company's name is a brand between words that all firms bear.
 */
const WEIGHTS = { title: 1, body: 0.5, category: 0.1, name: 0.5, said: 1 } as const;

/**
 * What a public demand says in words, each text once: title, description and requirements, in all languages in which they
 * were written. The concepts are left to the factor of capabilities.
 */
export function saidByDemand(document: JsonObject): SaidText[] {
  const { title, description, titleTranslations, descriptionTranslations, requirements } = document;
  const asked = objects(requirements);
  const titles = [title, titleTranslations, asked.map((requirement) => requirement.title ?? null)];
  const bodies = [description, descriptionTranslations, asked.map((requirement) => requirement.description ?? null)];
  const category = isObject(document.origin) ? String(document.origin.category ?? '') : '';
  return parts([titles, WEIGHTS.title], [bodies, WEIGHTS.body], [[{ text: category }], WEIGHTS.category]);
}

/** What a public company says of itself: its names, description, products and reference cases. */
export function saidByCompany(document: JsonObject): SaidText[] {
  const { legalName, names, description, products, referenceCases } = document;
  const offered = objects(products).flatMap((product) => [product.names, product.description]);
  const done = objects(referenceCases).flatMap((reference) => [reference.title, reference.outcome]);
  return parts([[legalName, names], WEIGHTS.name], [[description, offered, done], WEIGHTS.said]);
}

/** So much of it as is read. */
export function clipped(said: readonly SaidText[]): WeightedText[] {
  return said.map(({ text, weight }) => ({ text: clip(text, MOST_LETTERS), weight }));
}

type Texts = readonly (Json | undefined | readonly (Json | undefined)[])[];

/** A text that stands twice counts once, where it weighs most. */
function parts(...groups: readonly [Texts, number][]): SaidText[] {
  const told = new Map<string, SaidText>();
  for (const [texts, weight] of groups)
    for (const one of tagged(texts as Json))
      if (one.text && !told.has(one.text)) told.set(one.text, { ...one, weight });
  return [...told.values()].slice(0, MOST_PARTS);
}

/** The texts of `{lang, text}`, of a list of these, or of lists of lists. */
function tagged(value: Json | undefined): TaggedText[] {
  if (Array.isArray(value)) return value.flatMap(tagged);
  const { lang, text } = isObject(value) ? value : {};
  return typeof text === 'string' ? [{ lang: typeof lang === 'string' ? lang : '', text: text.trim() }] : [];
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
