/** To be raised with every change of the data files or of the code that changes features. */
export const BRIDGE_LAYOUT = 7;

/** The editions of bridges whose features meet begin with this: they differ in what the lexicon knows only. */
export const BRIDGE_SPACE = String(BRIDGE_LAYOUT);

/** UTF-16 units of a text that are read, and words of each of its parts. */
export const MOST_TEXT = 100_000;
export const MOST_UNITS = 4_000;

/** Words of all parts together: what a company with a hundred products says of itself is half as long. */
export const MOST_UNITS_IN_ALL = 12_000;

/** Terms found in each of its parts: every third word of a text full of terms stands in one, hardly every second. */
export const MOST_TERMS = 2_000;

/** What sounds like a name in each of its parts: five for each word, where a whole text of names has hardly three. */
export const MOST_NAME_SIGNS = 20_000;

/** Features of one text: the weightiest are kept. */
export const MOST_FEATURES = 1_500;
