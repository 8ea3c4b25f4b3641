import type { Language } from '@shuqiao/kernel';

/** The marks of each language: the outer pair and the pair within it (GB/T 15834-2011; Правила 1956, § 200). */
const MARKS: Readonly<Record<Language, string>> = { zh: '“”‘’', ru: '«»„“', en: '“”‘’' };

/**
 * Gives quotation marks within quotation marks the inner form: a text quotes a name, and the name may hold marks of
 * its own, as most Russian names of organisations do. A text whose marks do not pair is left as it is.
 */
export function nestQuotationMarks(text: string, language: Language): string {
  const [open, close, innerOpen, innerClose] = MARKS[language];
  let depth = 0;
  let nested = '';
  for (const character of text) {
    if (character === open) nested += depth++ > 0 ? innerOpen : open;
    else if (character === close) nested += --depth > 0 ? innerClose : close;
    else nested += character;
    if (depth < 0) return text;
  }
  return depth === 0 ? nested : text;
}
