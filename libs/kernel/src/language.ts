/** The three interface languages; all first class: a text for people exists in each of them. */
export const LANGUAGES = ['zh', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text that exists in all three interface languages. */
export type LocalizedText = Readonly<Record<Language, string>>;

/** A text that a person wrote in one language, tagged by BCP 47. */
export interface TaggedText {
  readonly lang: string;
  readonly text: string;
}

/**
 * Picks the interface language from an `Accept-Language` header (RFC 9110, 12.5.4): the highest weight wins,
 * the first named among equals. Falls back to English, the bridge language. The header is read up to 256 characters.
 */
export function negotiateLanguage(header: string | undefined): Language {
  let best: Language = 'en';
  let bestWeight = 0;
  for (const part of (header ?? '').slice(0, 256).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = LANGUAGES.find((candidate) => tag === candidate || tag.startsWith(`${candidate}-`));
    const weight = Number(
      parameters
        .find((parameter) => parameter.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    if (language && weight > bestWeight) {
      best = language;
      bestWeight = weight;
    }
  }
  return best;
}

/** Replaces `{name}` in a text by the member of that name; a missing member leaves the braces visible. */
export function interpolate(text: string, members: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w{1,40})\}/g, (whole, name: string) => {
    const value = members[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}
