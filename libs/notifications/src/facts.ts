import type { Language, LocalizedText } from '@shuqiao/kernel';

/** A point in time, RFC 3339; shown in the reader's own zone, or in the zone of a place. */
export interface TimeFact {
  readonly time: string;
  readonly zone?: string | undefined;
}

/** A day, `YYYY-MM-DD`, the same in every zone. */
export interface DateFact {
  readonly date: string;
}

/** Things to read, each on a line of its own with the address below it. */
export interface LinksFact {
  readonly links: readonly { readonly text: string | LocalizedText; readonly url: string }[];
}

/** What a text is filled with: as it is, or by the reader's language and zone. */
export type Fact = string | number | LocalizedText | TimeFact | DateFact | LinksFact;
export type Facts = Readonly<Record<string, Fact>>;

const LOCALES: Readonly<Record<Language, string>> = { zh: 'zh-CN', ru: 'ru-RU', en: 'en-GB' };

/** Turns facts into what stands in a text. Names keep to one line, whoever wrote them. */
export function resolveFacts(facts: Facts, language: Language, timeZone: string): Record<string, string | number> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, resolve(fact, language, timeZone)]));
}

function resolve(fact: Fact, language: Language, timeZone: string): string | number {
  if (typeof fact === 'number') return fact;
  if (typeof fact === 'string') return oneLine(fact);
  if ('links' in fact) return formatLinks(fact, language);
  if ('date' in fact) return formatDate(fact.date, language);
  return 'time' in fact ? formatTime(fact.time, language, fact.zone ?? timeZone) : oneLine(fact[language]);
}

function formatLinks({ links }: LinksFact, language: Language): string {
  return links
    .map(({ text, url }) => `${oneLine(typeof text === 'string' ? text : text[language])}\n${url}`)
    .join('\n\n');
}

function formatDate(date: string, language: Language): string {
  const day = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], day).format(new Date(`${date}T00:00:00Z`));
}

/** For example `Monday, 23 November 2026 at 10:00 (Kazakhstan Time, UTC+5)`: the zone is always named. */
export function formatTime(time: string, language: Language, timeZone: string): string {
  const date = new Date(time);
  const zoned = { timeZone } as const;
  const full = {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  const text = new Intl.DateTimeFormat(LOCALES[language], { ...full, ...zoned }).format(date);
  const offset = zoneName(date, 'en', timeZone, 'shortOffset').replace('GMT', 'UTC');
  const name = zoneName(date, LOCALES[language], timeZone, 'long');
  return language === 'zh' ? `${text}（${name}，${offset}）` : `${text} (${name}, ${offset})`;
}

function zoneName(date: Date, locale: string, timeZone: string, style: 'long' | 'shortOffset'): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: style }).formatToParts(date);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
