export { createAnalyzer, type Analyzer, type AnalyzerOptions, type QueryTokens } from './analyzer';
export * from './bridge';
export { fold } from './fold';
export { excerpt, highlight, type Excerpt, type Range } from './highlight';
export { foldedBeginnings } from './homoglyphs';
export { clip, MAX_QUERY_TOKENS, MAX_TEXT_LENGTH, MAX_TEXT_TOKENS, MAX_TOKEN_LENGTH } from './limits';
export { detectScript, guessLanguage, type Script } from './script';
export { stem } from './stems';
export { isStopWord } from './stop-words';
