/** To be raised with every change of the data files or of the code that changes features. */
export const BRIDGE_LAYOUT = 4;

/** UTF-16 units of a text that are read, and words of each of its parts. */
export const MOST_TEXT = 100_000;
export const MOST_UNITS = 4_000;

/** Features of one text: the weightiest are kept. */
export const MOST_FEATURES = 1_500;
