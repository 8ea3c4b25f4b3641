export { BRIDGE_LAYOUT, BRIDGE_SPACE } from './bounds';
export { type Bridge, createBridge, type WeightedText } from './bridge';
export { type TextFeatures, VECTOR_LENGTH } from './features';
export { formKey, keysWithin } from './form-key';
export { type Meeting, meetingsOf, type SaidWords, type TextSpan } from './meetings';
export { likeness, poolStatistics, type PoolStatistics, rankTexts, rarity, VECTOR_SHARE } from './rank-texts';
export { type LexiconTerm } from './term-index';
export { MOST_UNKNOWN_WORDS, type UnknownWord } from './unknown-words';
