/** How much the meeting of each kind of feature says, before its rarity; one own word is 1. */
export const KIND_WEIGHTS = {
  term: 1.2,
  nestedTerm: 0.6,
  concept: 1.2,
  parentConcept: 1.2,
  own: 0.5,
  pivot: 1,
  name: 1,
  number: 0.2,
  part: 0.4,
  looseCharacters: 0.5,
  sound: 0.4,
};
