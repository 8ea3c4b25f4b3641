/** The two sides of a match, each a collection of its own. Rarity is always that of the companies. */
export const COLLECTIONS = ['company', 'demand'] as const;
export type Collection = (typeof COLLECTIONS)[number];

/** Documents of one segment: so many that a document's number in it takes two bytes. */
export const SEGMENT_DOCUMENTS = 65_536;
/** Documents that the newest part gathers before it becomes a segment. */
export const DELTA_DOCUMENTS = 512;
/** The same while an index is filled: more would be sorted at once than there is memory to spare. */
export const LOADING_DOCUMENTS = 16_384;
/** Features that one text may have. Sums of products stay exact in a double at this bound. */
export const MOST_FEATURES = 8_192;
/** Bytes of a vector, `VECTOR_LENGTH` of @shuqiao/text, which a thread of typed arrays need not load for it. */
export const VECTOR_BYTES = 128;
export const MOST_CANDIDATES = 20_000;
