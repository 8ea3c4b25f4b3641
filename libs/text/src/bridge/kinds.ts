/** How much the meeting of each kind of feature says, before its rarity; one own word is 1. */
export const KIND_WEIGHTS = {
  term: 1,
  nestedTerm: 0.5,
  /** Stems of the English forms of a term: the lexicon as a dictionary. */
  termPivot: 0.7,
  concept: 1,
  parentConcept: 0.7,
  own: 0.4,
  pivot: 1,
  /** What means much the same as a pivot. */
  related: 0.5,
  name: 1,
  number: 0.6,
  part: 0.4,
  sound: 0.2,
  /** Two and three beats of a name's sound: a name has several, each of which says little. */
  twoBeats: 0.3,
  threeBeats: 0.55,
  /** Two syllables of a Chinese name in a row, however it is spelt. */
  twoSyllables: 0.7,
};
