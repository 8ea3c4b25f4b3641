/**
 * Names how this release makes terms of texts and folds names. An index that was made by another one is made anew, so it
 * changes with whatever changes them: with the number, by hand, where the samples of `analysis-edition.spec.ts` do not
 * show it; with the letters behind it, which are a digest of what the analysis makes of those samples.
 */
export const ANALYSIS_EDITION = '3-611de7c67501';
