// These packages ship without types for what is used of them.

declare module 'opencc-js/dict/TSCharacters' {
  /** Pairs "traditional simplified[ other]" separated by "|". */
  const pairs: string;
  export default pairs;
}

declare module 'snowball-stemmers' {
  export interface Stemmer {
    stem(word: string): string;
  }
  export function newStemmer(language: 'russian' | 'english'): Stemmer;
}
