export { createAnalyzer, type Analyzer, type AnalyzerOptions, type QueryTokens } from './analyzer';
export * from './bridge';
export { fold } from './fold';
export { cut, excerpt, highlight, windowAround, type Excerpt, type Range } from './highlight';
export { foldedBeginnings } from './homoglyphs';
export { clip, MAX_QUERY_TOKENS, MAX_TEXT_TOKENS, MAX_TOKEN_LENGTH } from './limits';
export { detectScript } from './script';
export { stem } from './stems';
export { type Mark, readable, type ReadableText, written } from './written';
