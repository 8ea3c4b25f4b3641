import { fieldError, invalid, type TaggedText } from '@shuqiao/kernel';
import { DUPLICATE_LANGUAGE } from './companies.errors';

/** @throws DomainError VALIDATION_FAILED that names each text whose language stands in the list before it. */
export function requireOneTextPerLanguage(texts: readonly TaggedText[], pointer: string): void {
  const errors = texts.flatMap(({ lang }, index) =>
    texts.findIndex((other) => other.lang === lang) < index
      ? [fieldError(`${pointer}/${index}/lang`, DUPLICATE_LANGUAGE)]
      : [],
  );
  if (errors.length) throw invalid(...errors);
}
