/** To be raised with every change of the data files or of the code that changes features. */
export const BRIDGE_LAYOUT = 7;

/** The editions of bridges whose features meet begin with this: they differ in what the lexicon knows only. */
export const BRIDGE_SPACE = String(BRIDGE_LAYOUT);

/** UTF-16 units of a text that are read, and words of each of its parts. */
export const MOST_TEXT = 100_000;
export const MOST_UNITS = 4_000;

/** Features of one text: the weightiest are kept. */
export const MOST_FEATURES = 1_500;
