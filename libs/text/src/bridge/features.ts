/** A text as weighted features of one space for all languages. Plain data, deterministic, versioned by an edition. */
export interface TextFeatures {
  /**
   * Distinct numbers, ascending: hashes of `z:算力`, `r:порт`, `e:port` (own tokens), `p:port` (pivot: the English stem),
   * `t:compute#12` (a term of the lexicon), `c:算` and the like.
   */
  readonly features: Uint32Array;
  /**
   * The impact of each, 1 to 255: saturated frequency in the text × kind × probability of the translation. Rarity is not
   * in it: the index knows it.
   */
  readonly impacts: Uint8Array;
  /** {@link VECTOR_LENGTH} numbers of a vector of unit length, times 127; all 0 when nothing is known. */
  readonly vector: Int8Array;
}

export const VECTOR_LENGTH = 128;
